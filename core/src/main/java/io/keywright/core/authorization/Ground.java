package io.keywright.core.authorization;

import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;

/** Why somebody has a role. */
public sealed interface Ground {

    /** Where the role holds for an identity of {@code own}. */
    Reach reach(Scope own);

    /** The configuration gives it to identities like {@code pattern}. */
    record Configured(IdentityPattern pattern) implements Ground {
        @Override
        public Reach reach(Scope own) {
            return new Reach(
                    own.tenantId(),
                    pattern.namesAnyEnvironment() ? null : own.environment(),
                    pattern.namesAnyPlane() ? null : own.plane());
        }
    }

    /** It is bound to this identity or person, until the binding is taken back. */
    record Bound(RoleBinding binding) implements Ground {
        @Override
        public Reach reach(Scope own) {
            return new Reach(binding.tenantId(), binding.environment(), binding.plane());
        }
    }
}
