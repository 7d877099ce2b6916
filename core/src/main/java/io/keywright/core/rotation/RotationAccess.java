package io.keywright.core.rotation;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose rotations a caller may see: whoever may list keys sees those of its scope, an auditor as far as its role reaches, a
 * platform admin or auditor those of all tenants.
 */
public record RotationAccess(Authorizer authorizer) {

    private static final Set<Role> OPERATORS = EnumSet.of(Role.PLATFORM_ADMIN, Role.AUDITOR);

    /**
     * Where the caller may see rotations; empty for everywhere.
     *
     * @param named the tenant that it asks for
     * @throws KeywrightException UNAUTHORIZED if it may not
     */
    Optional<Reach> reach(Caller caller, @Nullable String named) {
        Scope own = caller.scope();
        if (own == null) {
            authorizer.require(caller, OPERATORS);
            return Optional.ofNullable(named).map(Reach::all);
        }
        if (named != null && !named.equals(own.tenantId())) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "tenant_id names another tenant than yours; leave it out, or ask a platform auditor.");
        }
        authorizer.require(caller, Operation.LIST_KEYS.roles());
        return Optional.of(authorizer.reach(caller, Role.AUDITOR).orElseGet(() -> Reach.of(own)));
    }
}
