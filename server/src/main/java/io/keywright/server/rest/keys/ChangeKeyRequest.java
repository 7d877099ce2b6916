package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import org.jspecify.annotations.Nullable;

/** Which scope the key that is to change is in; everything may be left out. */
record ChangeKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
