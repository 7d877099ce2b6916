package io.keywright.server.rest.material;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param bytes how many */
record RandomRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required Integer bytes) {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
