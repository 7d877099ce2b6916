package io.keywright.store;

import static io.keywright.store.Rows.Column.bytes;
import static io.keywright.store.Rows.Column.number;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger's index. It does not say where each receipt is, only which spans of {@value #SIZE} receipts hold any
 * of a tenant's or key's operation, and what time a full span covers; the rest is found by reading the span. So a busy key costs
 * one index row for each span, not one for each receipt. Belongs to the writer; {@link #forget} must follow a
 * transaction that failed.
 */
final class Spans {

    /** How many receipts a span has. Stored data depend on it. */
    static final long SIZE = 1024;

    private static final String TIMES = """
            INSERT INTO ledger_spans (span, earliest, latest)
            SELECT ?, min(ts), max(ts) FROM ledger_entries WHERE idx >= ? AND idx < ?
            ON CONFLICT (span) DO NOTHING""";

    private record TenantOperation(long tenant, long operation) {}

    private record KeyOperation(long tenant, UUID keyId, long operation) {}

    private final Rows ofTenants = new Rows(
            "ledger_tenant_spans", "ON CONFLICT DO NOTHING", number("tenant"), number("span"), number("operation"));
    private final Rows ofKeys = new Rows(
            "ledger_key_spans",
            "ON CONFLICT DO NOTHING",
            number("tenant"),
            bytes("key_id"),
            number("span"),
            number("operation"));
    private final Set<TenantOperation> operations = new HashSet<>();
    private final Set<KeyOperation> keys = new HashSet<>();
    private long span = -1;

    /** Whether the receipt at {@code index} is the first of a span here, so that those before it are read. */
    boolean begins(long index) {
        return index / SIZE != span;
    }

    /** Kept back for its caller to insert. */
    Rows ofTenants() {
        return ofTenants;
    }

    /** Kept back for its caller to insert. */
    Rows ofKeys() {
        return ofKeys;
    }

    /** Enters the receipt at {@code index}. */
    void add(Session session, long index, long tenant, long operation, @Nullable UUID keyId) throws SQLException {
        if (begins(index)) {
            begin(session, index / SIZE);
        }
        if (operations.add(new TenantOperation(tenant, operation))) {
            ofTenants.add(tenant, span, operation);
        }
        if (keyId != null && keys.add(new KeyOperation(tenant, keyId, operation))) {
            ofKeys.add(tenant, UuidBytes.of(keyId), span, operation);
        }
    }

    /** With the first receipt of a span the one before it is full, and what time it covers is settled. */
    private void begin(Session session, long next) throws SQLException {
        if (next > 0) {
            session.update(TIMES, next - 1, (next - 1) * SIZE, next * SIZE);
        }
        forget();
        span = next;
    }

    void forget() {
        operations.clear();
        keys.clear();
        span = -1;
    }
}
