package io.keywright.store;

import io.keywright.core.journal.Change.KeyUsed;
import io.keywright.core.journal.Overdrawn;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.UsageWatch;
import io.keywright.model.Scope;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
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
            ON CONFLICT (day, tenant, environment, plane, key_id) DO UPDATE SET uses = key_usage.uses + excluded.uses
            RETURNING uses""";
    private static final String OF_KEY = " tenant = ? AND environment = ? AND plane = ? AND key_id = ?";
    private static final String USED = "SELECT uses FROM key_usage WHERE day = ? AND" + OF_KEY;
    private static final String HAS_ENCRYPTED = "SELECT encryptions FROM key_encryptions WHERE" + OF_KEY;
    private static final String PRUNE = """
            DELETE FROM key_usage WHERE (day, tenant, environment, plane, key_id) IN
            (SELECT day, tenant, environment, plane, key_id FROM key_usage WHERE day < ? LIMIT ?)""";

    private static final String ENCRYPTED = """
            INSERT INTO key_encryptions (tenant, environment, plane, key_id, encryptions, near_limit_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, environment, plane, key_id) DO UPDATE SET
                encryptions = key_encryptions.encryptions + excluded.encryptions,
                near_limit_at = CASE WHEN key_encryptions.encryptions + excluded.encryptions >= ?
                    THEN coalesce(key_encryptions.near_limit_at, ?) END
            RETURNING encryptions""";

    private static final UsageWatch NOBODY = new UsageWatch() {
        @Override
        public void used(Scope scope, UUID keyId, LocalDate day, long uses) {
            // Nobody counts in memory.
        }

        @Override
        public void encrypted(Scope scope, UUID keyId, long encryptions) {
            // Nobody counts in memory.
        }
    };

    private record Version(Scope scope, UUID keyId) {}

    private record Uses(Version version, LocalDate day) {}

    private final Codes tenants;
    private final InstantSource clock;
    private final Tab<Uses> uses = new Tab<>();
    private final Tab<Version> encryptions = new Tab<>();
    private volatile UsageWatch watch = NOBODY;
    private LocalDate newestDay = LocalDate.MIN;
    private boolean pruned;

    /** @param clock tells when a key has come near the limit of its encryptions */
    UsageWriter(Codes tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Tells {@code other} from now on of keys that are used up. */
    void tell(UsageWatch other) {
        watch = other;
    }

    /** Whether the key has room for it, as far as is known before the end of the transaction. */
    boolean fits(Session session, KeyUsed use) throws SQLException {
        Version version = new Version(use.scope(), use.keyId());
        return uses.fits(new Uses(version, use.day()), use.times(), use.limit(), (day, none) -> used(session, day))
                && (use.encryptions() == 0
                        || encryptions.fits(
                                version,
                                use.encryptions(),
                                EncryptionLimit.MOST,
                                (key, none) -> encrypted(session, key)));
    }

    /** Keeps the uses until the end of the transaction; they must fit. */
    void add(KeyUsed use) {
        Version version = new Version(use.scope(), use.keyId());
        uses.add(new Uses(version, use.day()), use.times(), use.limit());
        if (use.encryptions() > 0) {
            encryptions.add(version, use.encryptions(), EncryptionLimit.MOST);
        }
    }

    /**
     * Writes what is kept back; the last step of a transaction.
     *
     * @throws Overdrawn if others have left less room than was thought: the transaction must not be committed
     */
    void flush(Session session) throws SQLException, Overdrawn {
        int overdrawn = uses.write((day, times) -> add(session, day, times))
                + encryptions.write((version, made) -> add(session, version, made));
        if (overdrawn > 0) {
            throw new Overdrawn(overdrawn);
        }
        uses.settle();
        encryptions.settle();
        if (!pruned && newestDay.isAfter(LocalDate.MIN)) {
            long oldestKept = newestDay.minusDays(DAYS_KEPT - 1).toEpochDay();
            pruned = session.update(PRUNE, oldestKept, PORTION) < PORTION;
        }
    }

    private long used(Session session, Uses day) throws SQLException {
        Scope scope = day.version().scope();
        long there = session.find(
                        USED,
                        row -> row.getLong(1),
                        day.day().toEpochDay(),
                        tenants.of(session, scope.tenantId()),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(day.version().keyId()))
                .orElse(0L);
        watch.used(scope, day.version().keyId(), day.day(), there);
        return there;
    }

    private long encrypted(Session session, Version version) throws SQLException {
        Scope scope = version.scope();
        long there = session.find(
                        HAS_ENCRYPTED,
                        row -> row.getLong(1),
                        tenants.of(session, scope.tenantId()),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(version.keyId()))
                .orElse(0L);
        watch.encrypted(scope, version.keyId(), there);
        return there;
    }

    private long add(Session session, Uses use, long times) throws SQLException {
        if (use.day().isAfter(newestDay)) {
            newestDay = use.day();
            pruned = false;
        }
        Scope scope = use.version().scope();
        return session.find(
                        ADD,
                        row -> row.getLong(1),
                        use.day().toEpochDay(),
                        tenants.of(session, scope.tenantId()),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(use.version().keyId()),
                        times)
                .orElseThrow();
    }

    private long add(Session session, Version version, long made) throws SQLException {
        long now = clock.instant().toEpochMilli();
        return session.find(
                        ENCRYPTED,
                        row -> row.getLong(1),
                        tenants.of(session, version.scope().tenantId()),
                        version.scope().environment().wireName(),
                        version.scope().plane().wireName(),
                        UuidBytes.of(version.keyId()),
                        made,
                        made >= EncryptionLimit.ROTATE_AT ? now : null,
                        EncryptionLimit.ROTATE_AT,
                        now)
                .orElseThrow();
    }

    void forget() {
        uses.forget();
        encryptions.forget();
        pruned = false;
    }
}
