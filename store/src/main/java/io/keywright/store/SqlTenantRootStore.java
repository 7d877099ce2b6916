package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.row.Rows;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tenant roots as rows. */
final class SqlTenantRootStore implements TenantRootStore {

    private static final String VERSIONS = """
            SELECT v.tenant, max(v.version), min(v.version) FILTER (WHERE v.retired_at IS NULL)
            FROM tenant_root_versions v JOIN tenants t ON t.id = v.tenant
            WHERE t.tenant_id = ? GROUP BY v.tenant""";
    private static final String CREATED =
            "SELECT created_at FROM tenant_root_versions WHERE tenant = ? AND version = ?";
    private static final String WRAPS = "SELECT " + WrappingRow.COLUMNS + ", r.wrapped, r.wrapped_at"
            + " FROM tenant_root_wraps r JOIN tenant_wrappings w ON w.tenant = r.tenant AND w.wrapping_id = r.wrapping_id"
            + " WHERE r.tenant = ? AND r.version = ?" + WrappingRow.IN_ORDER;

    private record Versions(long tenant, int newest, int oldest) {}

    private final Readers readers;
    private final TagRows tags;

    SqlTenantRootStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public OptionalInt newestVersion(String tenantId) throws StoreException {
        return readers.snapshot(session -> {
            Optional<Versions> found = versions(session, tenantId);
            return found.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(found.get().newest());
        });
    }

    @Override
    public List<Integer> versions(String tenantId) throws StoreException {
        return readers.snapshot(session -> {
            Optional<Versions> found = versions(session, tenantId);
            return found.isEmpty()
                    ? List.of()
                    : session.list(
                            RootVersions.IN_FORCE,
                            row -> row.getInt(1),
                            found.get().tenant());
        });
    }

    /** What there is of a tenant's root, once its tag was checked. */
    private Optional<Versions> versions(Session session, String tenantId) throws SQLException {
        Optional<Versions> found =
                session.find(VERSIONS, row -> new Versions(row.getLong(1), row.getInt(2), row.getInt(3)), tenantId);
        if (found.isPresent()) {
            List<Wrapping> wrappings = session.list(
                    SqlTenantStore.WRAPPINGS, WrappingRow::read, found.get().tenant());
            tags.check(
                    session,
                    Rows.root(tenantId, found.get().newest(), found.get().oldest(), wrappings));
        }
        return found;
    }

    @Override
    public Optional<TenantRoot> tenantRoot(String tenantId, int version) throws StoreException {
        return readers.snapshot(session -> {
            Optional<Versions> there = versions(session, tenantId);
            return there.isEmpty()
                    ? Optional.empty()
                    : tenantRoot(session, tenantId, there.get().tenant(), version);
        });
    }

    private static Optional<TenantRoot> tenantRoot(Session session, String tenantId, long tenant, int version)
            throws SQLException {
        Optional<Instant> created = session.find(CREATED, row -> Instant.ofEpochMilli(row.getLong(1)), tenant, version);
        if (created.isEmpty()) {
            return Optional.empty();
        }
        List<RootWrap> wraps = session.list(WRAPS, SqlTenantRootStore::wrap, tenant, version);
        return Optional.of(new TenantRoot(tenantId, version, created.get(), wraps));
    }

    private static RootWrap wrap(ResultSet row) throws SQLException {
        return new RootWrap(WrappingRow.read(row), row.getBytes(7), Instant.ofEpochMilli(row.getLong(8)));
    }
}
