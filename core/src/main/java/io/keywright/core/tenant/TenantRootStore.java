package io.keywright.core.tenant;

import io.keywright.core.journal.StoreException;
import io.keywright.model.TenantRoot;
import java.util.Optional;

/** Reads tenant roots; they are written through the journal. Calls may block. */
public interface TenantRootStore {

    Optional<TenantRoot> tenantRoot(String tenantId) throws StoreException;
}
