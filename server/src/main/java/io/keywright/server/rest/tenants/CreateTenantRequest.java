package io.keywright.server.rest.tenants;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that is to have a root key.
 *
 * @param tenantId as it stands in the tenant's certificates and tokens
 * @param name what people call it, 1 to 128 characters
 * @param wrappings what its root is wrapped with, 1 to 8; with the installation's own provider if left out
 */
record CreateTenantRequest(
        @Required String tenantId,
        @Nullable String name,
        @Nullable List<WrappingBody> wrappings,
        @Nullable String approvalToken)
        implements Approvable {

    private static final int LONGEST = 128;

    Optional<String> checkedName() {
        if (name != null
                && (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl))) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "name must be 1 to " + LONGEST + " characters without control characters, or left out.",
                    Map.of("member", "name"));
        }
        return Optional.ofNullable(name);
    }
}
