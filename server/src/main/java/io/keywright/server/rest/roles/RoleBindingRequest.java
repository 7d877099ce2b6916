package io.keywright.server.rest.roles;

import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which role.
 *
 * @param tenantId the tenant in which the role holds; left out for a platform identity
 * @param identity a certificate's SPIFFE id, or a token's issuer, {@code |} and subject; see {@code GET /kms/v1/whoami}
 */
record RoleBindingRequest(
        @Nullable String tenantId,
        @Required String identity,
        @Required Role role) {

    String tenant() {
        return tenantId == null ? Scope.GLOBAL : tenantId;
    }
}
