package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.foreign.TransportKey;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param wrappingKey an RSA public key in PEM, whose holder gets the key */
record ExportKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String wrappingKey,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    TransportKey recipient() {
        return TransportKey.parse(wrappingKey);
    }
}
