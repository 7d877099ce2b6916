package io.keywright.store;

import static io.keywright.store.Rows.Column.bytes;
import static io.keywright.store.Rows.Column.number;
import static io.keywright.store.Rows.Column.text;

import io.keywright.core.journal.Change.KeyUsed;
import io.keywright.core.journal.Overdrawn;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.UsageWatch;
import io.keywright.model.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes how often keys were used: one row for each key and day, and one for each key that encrypts, touched once in each
 * transaction. Old days are removed, a portion with each transaction, once a new day begins. Belongs to the writer; {@link
 * #forget} must follow a transaction that failed.
 */
final class UsageWriter {

    /** Today and the day before, from which a use may still be under way. */
    private static final int DAYS_KEPT = 2;

    private static final int PORTION = 1000;

    private static final String OF_KEY = " tenant = ? AND environment = ? AND plane = ? AND key_id = ?";
    private static final String USED = "SELECT uses FROM key_usage WHERE day = ? AND" + OF_KEY;
    private static final String HAS_ENCRYPTED = "SELECT encryptions FROM key_encryptions WHERE" + OF_KEY;
    private static final String PRUNE = """
            DELETE FROM key_usage WHERE (day, tenant, environment, plane, key_id) IN
            (SELECT day, tenant, environment, plane, key_id FROM key_usage WHERE day < ? LIMIT ?)""";

    private static final String NEAR_LIMIT =
            "UPDATE key_encryptions SET near_limit_at = ? WHERE near_limit_at IS NULL AND" + OF_KEY;

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

    /** How often a key was used, or has encrypted, once that is written. */
    private record Sum(UUID keyId, long value) {

        static Sum read(ResultSet row) throws SQLException {
            return new Sum(UuidBytes.read(row.getBytes(1)), row.getLong(2));
        }
    }

    private final Codes tenants;
    private final InstantSource clock;
    private final Rows days = new Rows(
            "key_usage",
            """
            ON CONFLICT (day, tenant, environment, plane, key_id) DO UPDATE SET uses = key_usage.uses + excluded.uses
            RETURNING key_id, uses""",
            number("day"),
            number("tenant"),
            text("environment"),
            text("plane"),
            bytes("key_id"),
            number("uses"));
    private final Rows versions = new Rows(
            "key_encryptions",
            """
            ON CONFLICT (tenant, environment, plane, key_id) DO UPDATE SET
                encryptions = key_encryptions.encryptions + excluded.encryptions
            RETURNING key_id, encryptions""",
            number("tenant"),
            text("environment"),
            text("plane"),
            bytes("key_id"),
            number("encryptions"));
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
        return uses.fits(new Uses(version, use.day()), use.times(), use.limit(), day -> used(session, day))
                && (use.encryptions() == 0
                        || encryptions.fits(
                                version, use.encryptions(), EncryptionLimit.MOST, key -> encrypted(session, key)));
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
     * Writes what is kept back; nothing is added after it in a transaction.
     *
     * @throws Overdrawn if others have left less room than was thought: the transaction must not be committed
     */
    void flush(Session session) throws SQLException, Overdrawn {
        for (Map.Entry<Uses, Long> use : uses.added().entrySet()) {
            keepBack(session, use.getKey(), use.getValue());
        }
        for (Map.Entry<Version, Long> made : encryptions.added().entrySet()) {
            keepBack(session, made.getKey(), made.getValue());
        }
        List<List<Sum>> sums = session.inserts().insert(List.of(days, versions), Sum::read);
        Map<Uses, Long> used =
                matched(uses.added().keySet(), day -> day.version().keyId(), sums.getFirst());
        Map<Version, Long> encrypted = matched(encryptions.added().keySet(), Version::keyId, sums.getLast());
        markNearLimit(session, encrypted);
        int overdrawn = uses.written(used) + encryptions.written(encrypted);
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

    private void keepBack(Session session, Uses use, long times) throws SQLException {
        if (use.day().isAfter(newestDay)) {
            newestDay = use.day();
            pruned = false;
        }
        Scope scope = use.version().scope();
        days.add(
                use.day().toEpochDay(),
                tenants.of(session, scope.tenantId()),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(use.version().keyId()),
                times);
    }

    private void keepBack(Session session, Version version, long made) throws SQLException {
        versions.add(
                tenants.of(session, version.scope().tenantId()),
                version.scope().environment().wireName(),
                version.scope().plane().wireName(),
                UuidBytes.of(version.keyId()),
                made);
    }

    /** Whose sums these are, which come in the order in which they were written. Another order would mix up keys. */
    private static <K> Map<K, Long> matched(Set<K> written, Function<K, UUID> keyId, List<Sum> sums)
            throws SQLException {
        Map<K, Long> matched = new LinkedHashMap<>();
        Iterator<Sum> sum = sums.iterator();
        for (K whose : written) {
            Sum next = sum.next();
            if (!next.keyId().equals(keyId.apply(whose))) {
                throw new SQLException("the database answers in another order than was asked");
            }
            matched.put(whose, next.value());
        }
        return matched;
    }

    private void markNearLimit(Session session, Map<Version, Long> encrypted) throws SQLException {
        for (Map.Entry<Version, Long> sum : encrypted.entrySet()) {
            if (sum.getValue() >= EncryptionLimit.ROTATE_AT) {
                Scope scope = sum.getKey().scope();
                session.update(
                        NEAR_LIMIT,
                        clock.instant().toEpochMilli(),
                        tenants.of(session, scope.tenantId()),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(sum.getKey().keyId()));
            }
        }
    }

    void forget() {
        uses.forget();
        encryptions.forget();
        days.clear();
        versions.clear();
        pruned = false;
    }
}
