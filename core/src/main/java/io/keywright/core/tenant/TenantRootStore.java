package io.keywright.core.tenant;

import io.keywright.core.journal.StoreException;
import io.keywright.model.TenantRoot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads tenant roots; they are written through the journal. Calls may block. */
public interface TenantRootStore {

    /** The newest version of the tenant's root; empty if there is none. */
    OptionalInt newestVersion(String tenantId) throws StoreException;

    /** The versions of the tenant's root that are in force, in order; none if there is no root. */
    List<Integer> versions(String tenantId) throws StoreException;

    /** A version of the tenant's root, its wraps in the order in which they are to be tried. */
    Optional<TenantRoot> tenantRoot(String tenantId, int version) throws StoreException;
}
