package io.keywright.core.rotation;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose rotations a caller may see: whoever may list keys sees those of its scope, an auditor as far as its role reaches, a
 * platform admin or auditor those of all tenants.
 */
public record RotationAccess(Authorizer authorizer) {

    /**
     * Where the caller may see rotations; empty for everywhere.
     *
     * @param named the tenant that it asks for
     * @throws KeywrightException UNAUTHORIZED if it may not
     */
    Optional<Reach> reach(Caller caller, @Nullable String named) {
        return authorizer.sees(caller, named, Operation.LIST_KEYS.roles());
    }
}
