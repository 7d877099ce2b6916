package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.row.Rows;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.RootRefusal;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tenants as rows. */
final class SqlTenantStore implements TenantStore {

    private static final String SELECT = """
            SELECT t.id, t.tenant_id, n.name, v.created_at, r.provider, r.reason, r.refused_at,
                (SELECT max(version) FROM tenant_root_versions WHERE tenant = t.id),
                (SELECT min(version) FROM tenant_root_versions WHERE tenant = t.id AND retired_at IS NULL)
            FROM tenants t JOIN tenant_root_versions v ON v.tenant = t.id AND v.version = 1
            LEFT JOIN tenant_names n ON n.tenant = t.id LEFT JOIN refused_roots r ON r.tenant = t.id""";

    private static final String ONE = SELECT + " WHERE t.tenant_id = ?";
    private static final String AFTER = SELECT + " WHERE t.tenant_id > ? ORDER BY t.tenant_id LIMIT ?";
    static final String WRAPPINGS =
            "SELECT " + WrappingRow.COLUMNS + " FROM tenant_wrappings w WHERE w.tenant = ?" + WrappingRow.IN_ORDER;

    private static final String TOTAL = "SELECT count(*) FROM tenant_root_versions WHERE version = 1";
    private static final String BY_PROVIDER =
            "SELECT provider, count(DISTINCT tenant) FROM tenant_wrappings GROUP BY provider";
    private static final String OFF = "SELECT count(*) FROM refused_roots";
    private static final String WHICH_OFF =
            "SELECT t.tenant_id FROM refused_roots r JOIN tenants t ON t.id = r.tenant ORDER BY t.tenant_id LIMIT ?";

    private record Row(
            long tenant,
            String tenantId,
            Optional<String> name,
            Instant createdAt,
            Optional<RootRefusal> refusal,
            int versions,
            int oldest) {

        Tenant with(List<Wrapping> wrappings) {
            return new Tenant(tenantId, name, createdAt, wrappings, refusal);
        }
    }

    private final Readers readers;
    private final TagRows tags;

    SqlTenantStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public Optional<Tenant> tenant(String tenantId) throws StoreException {
        return readers.snapshot(session -> {
            Optional<Row> found = session.find(ONE, SqlTenantStore::row, tenantId);
            return found.isEmpty() ? Optional.empty() : Optional.of(complete(session, found.get()));
        });
    }

    @Override
    public List<Tenant> tenants(@Nullable String after, int limit) throws StoreException {
        return readers.snapshot(session -> {
            List<Tenant> tenants = new ArrayList<>();
            for (Row row : session.list(AFTER, SqlTenantStore::row, after == null ? "" : after, limit)) {
                tenants.add(complete(session, row));
            }
            return tenants;
        });
    }

    @Override
    public TenantCounts counts() throws StoreException {
        return readers.snapshot(session -> {
            Map<String, Long> byProvider =
                    session.list(BY_PROVIDER, row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new TenantCounts(count(session, TOTAL), byProvider, count(session, OFF));
        });
    }

    private static long count(Session session, String sql) throws SQLException {
        return session.find(sql, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public List<String> off(int limit) throws StoreException {
        return readers.read(session -> session.list(WHICH_OFF, row -> row.getString(1), limit));
    }

    private Tenant complete(Session session, Row row) throws SQLException {
        Tenant tenant = row.with(session.list(WRAPPINGS, WrappingRow::read, row.tenant()));
        tags.check(session, Rows.tenant(row.tenantId(), row.name(), row.createdAt()));
        tags.check(session, Rows.root(row.tenantId(), row.versions(), row.oldest(), tenant.wrappings()));
        if (row.refusal().isPresent()) {
            tags.check(session, Rows.refusal(row.tenantId(), row.refusal().get()));
        }
        return tenant;
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
                provider.map(name -> new RootRefusal(name, reason, refusedAt)),
                row.getInt(8),
                row.getInt(9));
    }
}
