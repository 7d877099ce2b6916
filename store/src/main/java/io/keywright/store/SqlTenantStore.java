package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.RootRefusal;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants as rows. */
final class SqlTenantStore implements TenantStore {

    private static final String SELECT = """
            SELECT t.id, t.tenant_id, n.name, v.created_at, r.provider, r.reason, r.refused_at
            FROM tenants t JOIN tenant_root_versions v ON v.tenant = t.id AND v.version = 1
            LEFT JOIN tenant_names n ON n.tenant = t.id LEFT JOIN refused_roots r ON r.tenant = t.id""";

    private static final String ONE = SELECT + " WHERE t.tenant_id = ?";
    private static final String AFTER = SELECT + " WHERE t.tenant_id > ? ORDER BY t.tenant_id LIMIT ?";
    static final String WRAPPINGS =
            "SELECT " + WrappingRow.COLUMNS + " FROM tenant_wrappings w WHERE w.tenant = ?" + WrappingRow.IN_ORDER;

    private record Row(
            long tenant, String tenantId, Optional<String> name, Instant createdAt, Optional<RootRefusal> refusal) {

        Tenant with(List<Wrapping> wrappings) {
            return new Tenant(tenantId, name, createdAt, wrappings, refusal);
        }
    }

    private final Readers readers;

    SqlTenantStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Tenant> tenant(String tenantId) throws StoreException {
        return readers.read(session -> {
            Optional<Row> found = session.find(ONE, SqlTenantStore::row, tenantId);
            return found.isEmpty() ? Optional.empty() : Optional.of(complete(session, found.get()));
        });
    }

    @Override
    public List<Tenant> tenants(@Nullable String after, int limit) throws StoreException {
        return readers.read(session -> {
            List<Tenant> tenants = new ArrayList<>();
            for (Row row : session.list(AFTER, SqlTenantStore::row, after == null ? "" : after, limit)) {
                tenants.add(complete(session, row));
            }
            return tenants;
        });
    }

    private static Tenant complete(Session session, Row row) throws SQLException {
        return row.with(session.list(WRAPPINGS, WrappingRow::read, row.tenant()));
    }

    private static Row row(ResultSet row) throws SQLException {
        Optional<String> provider = Optional.ofNullable(row.getString(5));
        String reason = row.getString(6);
        Instant refusedAt = Instant.ofEpochMilli(row.getLong(7));
        return new Row(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                provider.map(name -> new RootRefusal(name, reason, refusedAt)));
    }
}
