package io.keywright.server.rest;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import org.jspecify.annotations.Nullable;

/** Whose certificate is to be trusted, and for which scope. */
record CreateTrustAnchorRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String certificate,
        @Required AnchorType anchorType,
        @Nullable String approvalToken) {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
