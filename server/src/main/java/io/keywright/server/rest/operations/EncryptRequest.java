package io.keywright.server.rest.operations;

import io.keywright.core.approval.Presented;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.operations.KeyRequest;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param aad additional authenticated data, as it is */
record EncryptRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required byte[] plaintext,
        @Nullable Algorithm algorithm,
        byte @Nullable [] aad,
        @Nullable String approvalToken) {

    KeyRequest key(Presented approval) {
        return new KeyRequest(new ScopeClaim(tenantId, environment, plane), keyId, algorithm, approval);
    }

    byte[] authenticated() {
        return aad == null ? new byte[0] : aad;
    }
}
