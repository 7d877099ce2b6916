package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Approvals are spent, denied or over within so long. */
public record ApprovalUnspent(Duration longest) implements Check<Subject.OfApproval> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.APPROVAL_UNSPENT;
    }

    @Override
    public Optional<String> fault(Subject.OfApproval subject, Instant now) {
        Instant since = subject.approval().createdAt();
        return now.isAfter(since.plus(longest))
                ? Optional.of("to " + subject.approval().operation().verb() + ", open since " + since)
                : Optional.empty();
    }
}
