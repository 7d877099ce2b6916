package io.keywright.core.ledger;

import io.keywright.model.ComplianceFinding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of findings of compliance. */
public final class FindingDetails {

    private FindingDetails() {}

    public static Map<String, @Nullable Object> of(ComplianceFinding finding) {
        return Details.members(
                "finding_id", finding.findingId().toString(),
                "check", finding.check().wireName(),
                "severity", finding.check().severity().wireName(),
                "subject_type", finding.subjectType().wireName(),
                "subject", finding.subject(),
                "detail", finding.detail(),
                "since", Details.time(finding.since()));
    }
}
