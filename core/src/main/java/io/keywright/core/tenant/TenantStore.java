package io.keywright.core.tenant;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tenants; they are written through the journal. Calls may block. */
public interface TenantStore {

    /** The tenant, if it has a root. */
    Optional<Tenant> tenant(String tenantId) throws StoreException;

    /**
     * Tenants by their ids in order.
     *
     * @param after the id that they come after; null for the first
     */
    List<Tenant> tenants(@Nullable String after, int limit) throws StoreException;

    /** How many there are. */
    TenantCounts counts() throws StoreException;

    /** The ids of tenants whose roots every provider refuses to open, in order; {@code limit} at the most. */
    List<String> off(int limit) throws StoreException;
}
