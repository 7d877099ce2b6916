package io.keywright.server.rest.compliance;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Severity;
import io.keywright.model.SubjectType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of open findings. */
record FindingsAnswer(
        List<FindingAnswer> findings, @Nullable String nextPageToken) {

    private static final String PAGE = "docs/compliance.md#";

    /** Something that is not as the rules want it, and what to do about it. */
    @Schema(name = "ComplianceFinding")
    record FindingAnswer(
            UUID findingId,
            ComplianceCheck check,
            Severity severity,
            String tenantId,
            Environment environment,
            Plane plane,
            SubjectType subjectType,
            String subject,
            String detail,
            Instant since,
            String remedy,
            String docs) {

        static FindingAnswer of(ComplianceFinding finding) {
            return new FindingAnswer(
                    finding.findingId(),
                    finding.check(),
                    finding.check().severity(),
                    finding.scope().tenantId(),
                    finding.scope().environment(),
                    finding.scope().plane(),
                    finding.subjectType(),
                    finding.subject(),
                    finding.detail(),
                    finding.since(),
                    finding.check().remedy(),
                    PAGE + "checks");
        }
    }

    static FindingsAnswer of(List<ComplianceFinding> page, int limit) {
        return new FindingsAnswer(
                page.stream().map(FindingAnswer::of).toList(),
                page.size() < limit ? null : page.getLast().findingId().toString());
    }
}
