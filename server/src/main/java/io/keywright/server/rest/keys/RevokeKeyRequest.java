package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.RevocationReason;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is revoked, and which scope it is in.
 *
 * @param confirmInUse whether that is wanted also if the key was used lately
 */
record RevokeKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required RevocationReason revocationReason,
        @Nullable Boolean confirmInUse,
        @Nullable String approvalToken)
        implements Approvable {

    boolean confirmed() {
        return confirmInUse != null && confirmInUse;
    }

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
