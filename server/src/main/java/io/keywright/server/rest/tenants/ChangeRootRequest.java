package io.keywright.server.rest.tenants;

import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's root is wrapped with from now on.
 *
 * @param tenantId the path's, which an approval needs
 * @param wrappings 1 to 8; what is left out is removed
 */
record ChangeRootRequest(
        @Nullable String tenantId,
        @Required List<WrappingBody> wrappings,
        @Nullable String approvalToken) implements Approvable {}
