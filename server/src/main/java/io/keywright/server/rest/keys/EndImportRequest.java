package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param wrappedMaterial the key, wrapped for the import's wrapping key */
record EndImportRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required byte[] wrappedMaterial) {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
