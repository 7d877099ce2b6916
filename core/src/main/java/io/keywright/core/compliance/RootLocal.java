package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Tenants have a provider outside wrap their roots, too. */
public record RootLocal(Set<String> local) implements Check<Subject.OfTenant> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.ROOT_LOCAL;
    }

    @Override
    public Optional<String> fault(Subject.OfTenant subject, Instant now) {
        return subject.tenant().wrappings().stream().allMatch(wrapping -> local.contains(wrapping.provider()))
                ? Optional.of("its root is wrapped by local providers alone")
                : Optional.empty();
    }
}
