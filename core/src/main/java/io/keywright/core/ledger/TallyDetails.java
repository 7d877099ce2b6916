package io.keywright.core.ledger;

import io.keywright.model.Tally;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What auditors read of a call that used keys more than once. */
final class TallyDetails {

    private TallyDetails() {}

    static Map<String, @Nullable Object> of(Tally tally) {
        Map<String, @Nullable Object> details = Details.members(
                "uses", tally.uses().stream().map(TallyDetails::use).toList());
        tally.batch().ifPresent(batch -> details.put("batch", batch(batch)));
        return details;
    }

    private static Map<String, @Nullable Object> use(Tally.Use use) {
        return Details.members(
                "key_id", use.keyId().toString(),
                "usage", use.usage().wireName(),
                "times", use.times());
    }

    private static Map<String, @Nullable Object> batch(Tally.Batch batch) {
        return Details.members(
                "items", batch.items(),
                "failures", batch.failures(),
                "outcomes", batch.outcomes());
    }
}
