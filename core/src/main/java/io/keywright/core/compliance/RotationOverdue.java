package io.keywright.core.compliance;

import io.keywright.core.rotation.Schedule;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.KeyState;
import java.time.Instant;
import java.util.Optional;

/** Active keys are not older than the rules of rotation allow. */
public record RotationOverdue(Schedule schedule) implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.ROTATION_OVERDUE;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        return schedule.period(subject.key().line())
                .map(period -> subject.key().createdAt().plus(period))
                .filter(end -> subject.key().keyState() == KeyState.ACTIVE && now.isAfter(end))
                .map(end -> "it should have been rotated by " + end);
    }
}
