package io.keywright.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger's index. It does not say where each receipt is, only which spans of {@value #SIZE} receipts hold any
 * of a tenant's or key's operation, and what time a span covers; the rest is found by reading the span. So a busy key costs
 * one index row for each span, not one for each receipt. Belongs to the writer; {@link #forget} must follow a
 * transaction that failed.
 */
final class Spans {

    /** How many receipts a span has. Stored data depend on it. */
    static final long SIZE = 1024;

    private static final String OF_TENANT =
            "INSERT INTO ledger_tenant_spans (tenant, span, operation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String OF_KEY =
            "INSERT INTO ledger_key_spans (tenant, key_id, span, operation) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String TIMES = """
            INSERT INTO ledger_spans (span, earliest, latest) VALUES (?, ?, ?)
            ON CONFLICT (span) DO UPDATE SET
                earliest = CASE WHEN excluded.earliest < ledger_spans.earliest
                    THEN excluded.earliest ELSE ledger_spans.earliest END,
                latest = CASE WHEN excluded.latest > ledger_spans.latest
                    THEN excluded.latest ELSE ledger_spans.latest END""";

    private record TenantOperation(long tenant, long operation) {}

    private record KeyOperation(long tenant, UUID keyId, long operation) {}

    private final Set<TenantOperation> operations = new HashSet<>();
    private final Set<KeyOperation> keys = new HashSet<>();
    private long span = -1;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** Enters the receipt at {@code index}. */
    void add(Session session, long index, long tenant, long operation, @Nullable UUID keyId, long millis)
            throws SQLException {
        if (index / SIZE != span) {
            flush(session);
            forget();
            span = index / SIZE;
        }
        earliest = Math.min(earliest, millis);
        latest = Math.max(latest, millis);
        if (operations.add(new TenantOperation(tenant, operation))) {
            session.update(OF_TENANT, tenant, span, operation);
        }
        if (keyId != null && keys.add(new KeyOperation(tenant, keyId, operation))) {
            session.update(OF_KEY, tenant, UuidBytes.of(keyId), span, operation);
        }
    }

    /** Writes what is kept back until the end of a transaction. */
    void flush(Session session) throws SQLException {
        if (earliest <= latest) {
            session.update(TIMES, span, earliest, latest);
            earliest = Long.MAX_VALUE;
            latest = Long.MIN_VALUE;
        }
    }

    void forget() {
        operations.clear();
        keys.clear();
        span = -1;
        earliest = Long.MAX_VALUE;
        latest = Long.MIN_VALUE;
    }
}
