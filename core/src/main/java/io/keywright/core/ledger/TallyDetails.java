package io.keywright.core.ledger;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.KeyUsage;
import io.keywright.model.Tally;
import io.keywright.model.WireName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What auditors read of a call that used keys more than once. */
public final class TallyDetails {

    private TallyDetails() {}

    static Map<String, @Nullable Object> of(Tally tally) {
        Map<String, @Nullable Object> details = Details.members(
                "uses", tally.uses().stream().map(TallyDetails::use).toList());
        tally.batch().ifPresent(batch -> details.put("batch", batch(batch)));
        return details;
    }

    private static Map<String, @Nullable Object> use(Tally.Use use) {
        Map<String, @Nullable Object> details = Details.members(
                "key_id", use.keyId().toString(),
                "usage", use.usage().wireName(),
                "times", use.times());
        if (use.refused() > 0) {
            details.put("refused", use.refused());
        }
        return details;
    }

    /** The uses that a change tells; empty if it tells none, so that its receipt is one of a single use. */
    public static Optional<List<Tally.Use>> uses(byte[] change) {
        return CanonicalJson.read(change).get("uses") instanceof List<?> uses
                ? Optional.of(uses.stream().map(use -> use((Map<?, ?>) use)).toList())
                : Optional.empty();
    }

    private static Tally.Use use(Map<?, ?> details) {
        return new Tally.Use(
                UUID.fromString(String.valueOf(details.get("key_id"))),
                WireName.parse(KeyUsage.class, String.valueOf(details.get("usage"))),
                number(details.get("times")),
                number(details.get("refused")));
    }

    private static int number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).intValue();
    }

    private static Map<String, @Nullable Object> batch(Tally.Batch batch) {
        return Details.members(
                "items", batch.items(),
                "failures", batch.failures(),
                "outcomes", batch.outcomes());
    }
}
