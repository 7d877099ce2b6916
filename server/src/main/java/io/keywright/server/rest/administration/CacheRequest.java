package io.keywright.server.rest.administration;

import io.keywright.core.tenant.CachePart;
import io.keywright.server.rest.Query;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what the node holds is meant; all of it if nothing is said.
 *
 * @param provider what is opened by it
 * @param tenantId what is the tenant's
 * @param keyId a key of the tenant, alone
 */
record CacheRequest(
        @Nullable String provider,
        @Nullable String tenantId,
        @Nullable String keyId) {

    CachePart part() {
        return new CachePart(
                Optional.ofNullable(provider),
                Optional.ofNullable(Query.tenant(tenantId)),
                Optional.ofNullable(keyId).map(text -> Query.id("key_id", text)));
    }
}
