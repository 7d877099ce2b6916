package io.keywright.server.rest.tenants;

import io.keywright.core.ledger.Recorded;
import io.keywright.model.TenantRoot;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A root that was rotated.
 *
 * @param rootVersion under which everything new lies
 * @param receiptId of the rotation
 */
@Schema(name = "RotatedTenantRoot")
record RotatedRootAnswer(String tenantId, int rootVersion, Instant createdAt, UUID receiptId) {

    static RotatedRootAnswer of(Recorded<TenantRoot> rotated) {
        TenantRoot root = rotated.value();
        return new RotatedRootAnswer(root.tenantId(), root.version(), root.createdAt(), rotated.receiptId());
    }
}
