package io.keywright.store;

import io.keywright.core.cost.ProviderCallStore;
import io.keywright.core.cost.ProviderOperation;
import io.keywright.core.cost.ProviderUse;
import io.keywright.core.cost.TenantProvider;
import io.keywright.core.journal.StoreException;
import io.keywright.model.WireName;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Uses of providers as rows, one for each operation, and one for what was saved. */
final class SqlProviderCallStore implements ProviderCallStore {

    private static final String SAVED = "saved";

    private static final String ADD = """
            INSERT INTO provider_calls (month, tenant_id, provider, operation, calls) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (month, tenant_id, provider, operation) DO UPDATE SET calls = provider_calls.calls + excluded.calls""";
    private static final String PRUNE = "DELETE FROM provider_calls WHERE month < ?";
    private static final String OF_ALL = """
            SELECT provider, operation, sum(calls) FROM provider_calls WHERE month = ? GROUP BY provider, operation""";
    private static final String OF_ONE = """
            SELECT provider, operation, calls FROM provider_calls WHERE month = ? AND tenant_id = ?""";
    private static final String TENANTS = """
            SELECT DISTINCT tenant_id FROM provider_calls WHERE month = ? AND tenant_id > ? ORDER BY tenant_id LIMIT ?""";
    private static final String KEYS = """
            SELECT provider, count(DISTINCT coalesce(provider_key, '')) FROM tenant_wrappings GROUP BY provider""";
    private static final String OWN_KEYS = """
            SELECT provider, count(DISTINCT provider_key) FROM tenant_wrappings
            WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND provider_key IS NOT NULL GROUP BY provider""";

    private record Row(String provider, ProviderUse use) {
        static Row of(String provider, String operation, long calls) {
            return new Row(
                    provider,
                    operation.equals(SAVED)
                            ? new ProviderUse(Map.of(), calls)
                            : new ProviderUse(Map.of(WireName.parse(ProviderOperation.class, operation), calls), 0));
        }
    }

    private record KeyCount(String provider, int keys) {}

    private final Readers readers;
    private final Writer writer;

    SqlProviderCallStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public void add(YearMonth month, Map<TenantProvider, ProviderUse> more) throws StoreException {
        writer.transaction(session -> {
            for (Map.Entry<TenantProvider, ProviderUse> each : more.entrySet()) {
                for (Map.Entry<ProviderOperation, Long> calls :
                        each.getValue().calls().entrySet()) {
                    add(session, month, each.getKey(), calls.getKey().wireName(), calls.getValue());
                }
                add(session, month, each.getKey(), SAVED, each.getValue().saved());
            }
            session.update(PRUNE, month.minusMonths(MONTHS_KEPT - 1).toString());
        });
    }

    private static void add(Session session, YearMonth month, TenantProvider by, String operation, long calls)
            throws SQLException {
        if (calls > 0) {
            session.update(ADD, month.toString(), by.tenantId(), by.provider(), operation, calls);
        }
    }

    @Override
    public SortedMap<String, ProviderUse> uses(YearMonth month) throws StoreException {
        return readers.read(session -> uses(session, OF_ALL, month.toString()));
    }

    @Override
    public List<TenantUse> tenants(YearMonth month, @Nullable String after, int limit) throws StoreException {
        return readers.snapshot(session -> {
            List<TenantUse> tenants = new ArrayList<>();
            for (String tenantId : session.list(
                    TENANTS, row -> row.getString(1), month.toString(), after == null ? "" : after, limit)) {
                tenants.add(tenant(session, month, tenantId));
            }
            return tenants;
        });
    }

    @Override
    public TenantUse tenant(YearMonth month, String tenantId) throws StoreException {
        return readers.snapshot(session -> tenant(session, month, tenantId));
    }

    private static TenantUse tenant(Session session, YearMonth month, String tenantId) throws SQLException {
        return new TenantUse(
                tenantId, uses(session, OF_ONE, month.toString(), tenantId), keys(session, OWN_KEYS, tenantId));
    }

    @Override
    public Map<String, Integer> keys() throws StoreException {
        return readers.read(session -> keys(session, KEYS));
    }

    private static SortedMap<String, ProviderUse> uses(Session session, String sql, Object... parameters)
            throws SQLException {
        SortedMap<String, ProviderUse> uses = new TreeMap<>();
        session.list(sql, row -> Row.of(row.getString(1), row.getString(2), row.getLong(3)), parameters)
                .forEach(row -> uses.merge(row.provider(), row.use(), ProviderUse::plus));
        return uses;
    }

    private static Map<String, Integer> keys(Session session, String sql, Object... parameters) throws SQLException {
        Map<String, Integer> keys = new TreeMap<>();
        session.list(sql, row -> new KeyCount(row.getString(1), row.getInt(2)), parameters)
                .forEach(count -> keys.put(count.provider(), count.keys()));
        return keys;
    }
}
