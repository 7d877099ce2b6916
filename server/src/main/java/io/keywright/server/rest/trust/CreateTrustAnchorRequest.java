package io.keywright.server.rest.trust;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** Whose certificate is to be trusted, and for which scope. */
record CreateTrustAnchorRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String certificate,
        @Required AnchorType anchorType,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }
}
