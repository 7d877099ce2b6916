package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Instant;
import java.util.Optional;

/** Keys stay in the service. */
public record KeyExportable() implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.KEY_EXPORTABLE;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        return subject.key().exportable() ? Optional.of("its material may leave the service") : Optional.empty();
    }
}
