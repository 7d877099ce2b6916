package io.keywright.core.compliance;

import io.keywright.model.AccessPolicy;
import io.keywright.model.ComplianceCheck;
import java.time.Instant;
import java.util.Optional;

/** Keys are for modules that their policies name. */
public record PolicyOpen() implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.POLICY_OPEN;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        return subject.key().accessPolicy().allowedModules().contains(AccessPolicy.ANY_MODULE)
                ? Optional.of("every module of its scope may use it")
                : Optional.empty();
    }
}
