package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.KeyState;
import java.time.Instant;
import java.util.Optional;

/** Keys are not active after their validity. */
public record ValidityEnded() implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.VALIDITY_ENDED;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        Instant end = subject.key().validUntil();
        return subject.key().keyState() == KeyState.ACTIVE && now.isAfter(end)
                ? Optional.of("it was valid until " + end)
                : Optional.empty();
    }
}
