package io.keywright.store;

import static io.keywright.store.Rows.Column.bytes;
import static io.keywright.store.Rows.Column.number;
import static io.keywright.store.Rows.Column.text;

import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.UsageWatch;
import io.keywright.model.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes how often keys were used: one row for each key and day, and one for each key that encrypts, touched once in each
 * transaction. Old days are removed, a portion with each transaction, once a new day begins. Belongs to the writer; {@link
 * #forget} must follow a transaction that failed, {@link #settle} one that did not.
 */
final class UsageWriter {

    /** Today and the day before, from which a use may still be under way. */
    private static final int DAYS_KEPT = 2;

    private static final int PORTION = 1000;

    private static final String PRUNE = """
            DELETE FROM key_usage WHERE (day, tenant, environment, plane, key_id) IN
            (SELECT day, tenant, environment, plane, key_id FROM key_usage WHERE day < ? LIMIT ?)""";

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

    private record Day(Version version, LocalDate date) {}

    private final Codes tenants;
    private final InstantSource clock;
    private final Sums<Day> uses = new Sums<>(
            "key_usage",
            "uses",
            Optional.empty(),
            this::heard,
            this::identity,
            number("day"),
            number("tenant"),
            text("environment"),
            text("plane"),
            bytes("key_id"));
    private final Sums<Version> encryptions = new Sums<>(
            "key_encryptions",
            "encryptions",
            Optional.of(new Sums.Mark("near_limit_at", EncryptionLimit.ROTATE_AT)),
            this::heard,
            this::identity,
            number("tenant"),
            text("environment"),
            text("plane"),
            bytes("key_id"));
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

    private void heard(Day day, long sum) {
        watch.used(day.version().scope(), day.version().keyId(), day.date(), sum);
    }

    private void heard(Version version, long sum) {
        watch.encrypted(version.scope(), version.keyId(), sum);
    }

    private List<Object> identity(Session session, Day day) throws SQLException {
        List<Object> columns = new ArrayList<>();
        columns.add(day.date().toEpochDay());
        columns.addAll(identity(session, day.version()));
        return columns;
    }

    private List<Object> identity(Session session, Version version) throws SQLException {
        Scope scope = version.scope();
        return List.of(
                tenants.of(session, scope.tenantId()),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(version.keyId()));
    }

    /** Whether the key has room for it, as far as is known before the end of the transaction. */
    boolean fits(Session session, KeyUsed use) throws SQLException {
        Version version = new Version(use.scope(), use.keyId());
        return uses.fits(session, new Day(version, use.day()), use.times(), use.limit())
                && (use.encryptions() == 0
                        || encryptions.fits(session, version, use.encryptions(), EncryptionLimit.MOST));
    }

    /** Keeps the uses until the end of the transaction; they must fit. */
    void add(KeyUsed use) {
        Version version = new Version(use.scope(), use.keyId());
        uses.add(new Day(version, use.day()), use.times(), use.limit());
        if (use.encryptions() > 0) {
            encryptions.add(version, use.encryptions(), EncryptionLimit.MOST);
        }
        if (use.day().isAfter(newestDay)) {
            newestDay = use.day();
            pruned = false;
        }
    }

    /** What is to be written at the end of a transaction. Removes old days, if there are any. */
    List<Rows> rows(Session session) throws SQLException {
        if (!pruned && newestDay.isAfter(LocalDate.MIN)) {
            long oldestKept = newestDay.minusDays(DAYS_KEPT - 1).toEpochDay();
            pruned = session.update(PRUNE, oldestKept, PORTION) < PORTION;
        }
        Instant now = clock.instant();
        return List.of(uses.rows(session, now), encryptions.rows(session, now));
    }

    /** The transaction failed because a sum was too large. */
    void overdrawn() {
        uses.doubtAll();
        encryptions.doubtAll();
    }

    /** The transaction is durable. */
    void settle() {
        uses.settle();
        encryptions.settle();
    }

    /** The transaction left nothing. */
    void forget() {
        uses.forget();
        encryptions.forget();
        pruned = false;
    }
}
