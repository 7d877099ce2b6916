package io.keywright.server.rest.tenants;

import io.keywright.server.rest.Approvable;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's root is to be rotated.
 *
 * @param tenantId the path's, which an approval needs
 */
record RotateRootRequest(
        @Nullable String tenantId, @Nullable String approvalToken) implements Approvable {}
