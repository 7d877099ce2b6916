package io.keywright.store;

import io.keywright.core.journal.Change.KeyUsed;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.model.Scope;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes how often keys were used: one row for each key and day, and one for each key that encrypts, touched once in each
 * transaction. Old days are removed, a portion with each transaction, once a new day begins. Belongs to the writer; {@link
 * #forget} must follow a transaction that failed.
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

    private static final String ENCRYPTED = """
            INSERT INTO key_encryptions (tenant, environment, plane, key_id, encryptions, near_limit_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, environment, plane, key_id) DO UPDATE SET
                encryptions = key_encryptions.encryptions + excluded.encryptions,
                near_limit_at = CASE WHEN key_encryptions.encryptions + excluded.encryptions >= ?
                    THEN coalesce(key_encryptions.near_limit_at, ?) END""";

    private record Version(Scope scope, UUID keyId) {}

    private record Uses(Version version, LocalDate day) {}

    private final Codes tenants;
    private final InstantSource clock;
    private final Map<Uses, Integer> uses = new HashMap<>();
    private final Map<Version, Long> encryptions = new HashMap<>();
    private LocalDate newestDay = LocalDate.MIN;
    private boolean pruned;

    /** @param clock tells when a key has come near the limit of its encryptions */
    UsageWriter(Codes tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Keeps the uses until the end of the transaction. */
    boolean add(KeyUsed use) {
        Version version = new Version(use.scope(), use.keyId());
        uses.merge(new Uses(version, use.day()), use.times(), Integer::sum);
        if (use.encryptions() > 0) {
            encryptions.merge(version, use.encryptions(), Long::sum);
        }
        return true;
    }

    /** Writes what is kept back; the last step of a transaction. */
    void flush(Session session) throws SQLException {
        for (Map.Entry<Uses, Integer> entry : uses.entrySet()) {
            add(session, entry.getKey(), entry.getValue());
        }
        for (Map.Entry<Version, Long> entry : encryptions.entrySet()) {
            add(session, entry.getKey(), entry.getValue());
        }
        uses.clear();
        encryptions.clear();
        if (!pruned && newestDay.isAfter(LocalDate.MIN)) {
            long oldestKept = newestDay.minusDays(DAYS_KEPT - 1).toEpochDay();
            pruned = session.update(PRUNE, oldestKept, PORTION) < PORTION;
        }
    }

    private void add(Session session, Uses use, int times) throws SQLException {
        Scope scope = use.version().scope();
        session.update(
                ADD,
                use.day().toEpochDay(),
                tenants.of(session, scope.tenantId()),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(use.version().keyId()),
                times);
        if (use.day().isAfter(newestDay)) {
            newestDay = use.day();
            pruned = false;
        }
    }

    private void add(Session session, Version version, long made) throws SQLException {
        long now = clock.instant().toEpochMilli();
        session.update(
                ENCRYPTED,
                tenants.of(session, version.scope().tenantId()),
                version.scope().environment().wireName(),
                version.scope().plane().wireName(),
                UuidBytes.of(version.keyId()),
                made,
                made >= EncryptionLimit.ROTATE_AT ? now : null,
                EncryptionLimit.ROTATE_AT,
                now);
    }

    void forget() {
        uses.clear();
        encryptions.clear();
        pruned = false;
    }
}
