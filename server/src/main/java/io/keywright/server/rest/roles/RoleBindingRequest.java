package io.keywright.server.rest.roles;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which role.
 *
 * @param tenantId the tenant in which the role holds; left out for a platform identity
 * @param environment the environment in which the role holds; left out for all of the tenant's
 * @param plane likewise
 * @param identity a certificate's SPIFFE id, or a token's issuer, {@code |} and subject; see {@code GET /kms/v1/whoami}
 */
record RoleBindingRequest(
        @Nullable String tenantId,
        @Required String identity,
        @Required Role role,
        @Nullable Environment environment,
        @Nullable Plane plane) {

    ScopeClaim where() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
