package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Active keys are used once in so long. */
public record KeyUnused(Duration longest) implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.KEY_UNUSED;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        Instant latest = subject.lastUse().orElse(subject.key().createdAt());
        return subject.key().keyState() == KeyState.ACTIVE && now.isAfter(latest.plus(longest))
                ? Optional.of("nobody has used it for " + longest.toDays() + " days or longer")
                : Optional.empty();
    }
}
