package io.keywright.core.compliance;

import io.keywright.model.Algorithm;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.KeyType;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Keys can be used with an algorithm that requests may still use. */
public record AlgorithmNotAllowed(Set<Algorithm> allowed) implements Check<Subject.OfKey> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.ALGORITHM_NOT_ALLOWED;
    }

    @Override
    public Optional<String> fault(Subject.OfKey subject, Instant now) {
        KeyType type = subject.key().keyType();
        return Collections.disjoint(type.algorithms(), allowed)
                ? Optional.of("keywright.keys.allowed-algorithms has none for " + type.wireName())
                : Optional.empty();
    }
}
