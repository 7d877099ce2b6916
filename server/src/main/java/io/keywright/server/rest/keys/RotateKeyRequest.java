package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import org.jspecify.annotations.Nullable;

/** @param emergency whether the old key has no grace period; left out, it has */
record RotateKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Nullable Boolean emergency,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    boolean atOnce() {
        return emergency != null && emergency;
    }
}
