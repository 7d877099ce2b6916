package io.keywright.store;

import io.keywright.core.journal.Change.KeyUsed;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes how often keys were used: one row for each key and day, touched once in each transaction. Old days are removed, a
 * portion with each transaction, once a new day begins. Belongs to the writer; {@link #forget} must follow a transaction
 * that failed.
 */
final class UsageWriter {

    /** Today and the day before, from which a use may still be under way. */
    private static final int DAYS_KEPT = 2;

    private static final int PORTION = 1000;

    private static final String ADD = """
            INSERT INTO key_usage (day, tenant, environment, plane, key_id, uses) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (day, tenant, environment, plane, key_id) DO UPDATE SET uses = key_usage.uses + excluded.uses""";
    private static final String PRUNE = """
            DELETE FROM key_usage WHERE (day, tenant, environment, plane, key_id) IN
            (SELECT day, tenant, environment, plane, key_id FROM key_usage WHERE day < ? LIMIT ?)""";

    private final Codes tenants;
    private final Map<KeyUsed, Integer> uses = new HashMap<>();
    private LocalDate newestDay = LocalDate.MIN;
    private boolean pruned;

    UsageWriter(Codes tenants) {
        this.tenants = tenants;
    }

    /** Keeps the uses until the end of the transaction. */
    boolean add(KeyUsed use) {
        uses.merge(new KeyUsed(use.scope(), use.keyId(), use.day()), use.times(), Integer::sum);
        return true;
    }

    /** Writes what is kept back; the last step of a transaction. */
    void flush(Session session) throws SQLException {
        for (Map.Entry<KeyUsed, Integer> entry : uses.entrySet()) {
            add(session, entry.getKey(), entry.getValue());
        }
        uses.clear();
        if (!pruned && newestDay.isAfter(LocalDate.MIN)) {
            long oldestKept = newestDay.minusDays(DAYS_KEPT - 1).toEpochDay();
            pruned = session.update(PRUNE, oldestKept, PORTION) < PORTION;
        }
    }

    private void add(Session session, KeyUsed use, int times) throws SQLException {
        session.update(
                ADD,
                use.day().toEpochDay(),
                tenants.of(session, use.scope().tenantId()),
                use.scope().environment().wireName(),
                use.scope().plane().wireName(),
                UuidBytes.of(use.keyId()),
                times);
        if (use.day().isAfter(newestDay)) {
            newestDay = use.day();
            pruned = false;
        }
    }

    void forget() {
        uses.clear();
        pruned = false;
    }
}
