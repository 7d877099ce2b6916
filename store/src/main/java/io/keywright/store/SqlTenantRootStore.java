package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tenant roots as rows. */
final class SqlTenantRootStore implements TenantRootStore {

    private static final String OF_TENANT =
            " FROM tenant_root_versions v JOIN tenants t ON t.id = v.tenant" + " WHERE t.tenant_id = ?";
    private static final String NEWEST = "SELECT max(v.version)" + OF_TENANT;
    private static final String VERSION = "SELECT v.tenant, v.created_at" + OF_TENANT + " AND v.version = ?";
    private static final String WRAPS = "SELECT " + WrappingRow.COLUMNS + ", r.wrapped, r.wrapped_at"
            + " FROM tenant_root_wraps r JOIN tenant_wrappings w ON w.tenant = r.tenant AND w.wrapping_id = r.wrapping_id"
            + " WHERE r.tenant = ? AND r.version = ?" + WrappingRow.IN_ORDER;

    private record Version(long tenant, Instant createdAt) {}

    private final Readers readers;

    SqlTenantRootStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public OptionalInt newestVersion(String tenantId) throws StoreException {
        int newest = readers.read(session -> session.find(NEWEST, row -> row.getInt(1), tenantId))
                .orElse(0);
        return newest > 0 ? OptionalInt.of(newest) : OptionalInt.empty();
    }

    @Override
    public Optional<TenantRoot> tenantRoot(String tenantId, int version) throws StoreException {
        return readers.read(session -> {
            Optional<Version> found = session.find(
                    VERSION,
                    row -> new Version(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                    tenantId,
                    version);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<RootWrap> wraps =
                    session.list(WRAPS, SqlTenantRootStore::wrap, found.get().tenant(), version);
            return Optional.of(new TenantRoot(tenantId, version, found.get().createdAt(), wraps));
        });
    }

    private static RootWrap wrap(ResultSet row) throws SQLException {
        return new RootWrap(WrappingRow.read(row), row.getBytes(7), Instant.ofEpochMilli(row.getLong(8)));
    }
}
