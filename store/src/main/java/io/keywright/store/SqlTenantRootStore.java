package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.model.TenantRoot;
import java.time.Instant;
import java.util.Optional;

/** Tenant roots as rows. */
final class SqlTenantRootStore implements TenantRootStore {

    private static final String SELECT = """
            SELECT r.provider, r.wrapped, r.created_at FROM tenant_roots r JOIN tenants t ON t.id = r.tenant
            WHERE t.tenant_id = ?""";

    private final Readers readers;

    SqlTenantRootStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<TenantRoot> tenantRoot(String tenantId) throws StoreException {
        return readers.read(session -> session.find(
                SELECT,
                row -> new TenantRoot(
                        tenantId, row.getString(1), row.getBytes(2), Instant.ofEpochMilli(row.getLong(3))),
                tenantId));
    }
}
