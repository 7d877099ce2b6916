package io.keywright.store;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.DueKey;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.KeyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** When active keys are due, computed from their age and the rule of their lines, or since when they have encrypted too much. */
final class SqlDueKeys implements DueKeys {

    /** For how long a key may be near the limit of its encryptions before somebody should look why. */
    private static final Duration NEAR_LIMIT_PATIENCE = Duration.ofHours(1);

    /** What is younger than any key may be when it is due need not be looked at. */
    private static final String OLD_ENOUGH = """
            AND k.created_at <= ? - 9 * (
                SELECT min(period) FROM (
                    SELECT min(rotation_period) AS period FROM key_lines WHERE rotation_period > 0
                    UNION ALL SELECT min(period) FROM schedule) AS shortest) / 10""";

    private static final String DUE = deadlines(OLD_ENOUGH) + " SELECT " + KeyRow.METADATA
            + ", k.environment, k.plane, k.rotation_announced, d.due, d.overdue, t.tenant_id,"
            + " EXISTS (SELECT 1 FROM refused_roots r WHERE r.tenant = k.tenant) AS root_off"
            + " FROM deadlines d JOIN keys k ON k.id = d.version JOIN key_lines l ON l.id = k.line"
            + " JOIN tenants t ON t.id = k.tenant" + KeyRow.TAGS + " WHERE (d.due, k.key_id) > (?, ?)";

    private static final String FIGURES =
            deadlines("") + " SELECT min(due), count(*) FILTER (WHERE overdue < ?) FROM deadlines HAVING count(*) > 0";

    private static final String OLDEST = deadlines("") + " SELECT min(created_at) FROM periods HAVING count(*) > 0";

    /** Keys with when they are due; none that never is. */
    private static String deadlines(String condition) {
        return """
            , periods AS (
                SELECT k.id AS version, k.created_at, l.rotation_step AS step,
                    coalesce(l.rotation_period, s.period) AS period
                FROM keys k JOIN key_lines l ON l.id = k.line LEFT JOIN schedule s ON s.key_type = l.key_type
                WHERE k.key_state = '%1$s' AND coalesce(l.rotation_period, s.period) > 0 %2$s
            ), near_limit AS (
                SELECT k.id AS version, e.near_limit_at AS due FROM key_encryptions e JOIN keys k ON k.tenant = e.tenant
                    AND k.environment = e.environment AND k.plane = e.plane AND k.key_id = e.key_id
                WHERE e.near_limit_at IS NOT NULL AND k.key_state = '%1$s'
            ), deadlines AS (
                SELECT version, created_at + period AS overdue, created_at + period - period * step / %3$d AS due FROM periods
                WHERE version NOT IN (SELECT version FROM near_limit)
                UNION ALL SELECT version, due + %4$d, due FROM near_limit
            )""".formatted(
                        KeyState.ACTIVE.wireName(),
                        condition,
                        (long) Schedule.STEPS * Schedule.EARLIEST,
                        NEAR_LIMIT_PATIENCE.toMillis());
    }

    private static final ScopeColumns SCOPE = new ScopeColumns("k.");

    private final Readers readers;
    private final TagRows tags;

    SqlDueKeys(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public List<DueKey> due(Schedule schedule, Wanted wanted, DuePlace after, int limit) throws StoreException {
        Query query = scheduled(schedule, DUE)
                .with(wanted.until().toEpochMilli())
                .with(after.dueAt().toEpochMilli())
                .with(UuidBytes.of(after.id()))
                .and("d.due <= ?", wanted.until().toEpochMilli())
                .and("l.requires_approval = ?", wanted.onlyApproved() ? 1 : null)
                .and("t.tenant_id = ?", wanted.reach().map(Reach::tenantId).orElse(null));
        wanted.reach().ifPresent(reach -> SCOPE.within(query, reach));
        if (wanted.onlyNearLimit()) {
            query.then("AND d.version IN (SELECT version FROM near_limit)");
        }
        query.then("ORDER BY d.due, k.key_id LIMIT ?", limit);
        return readers.read(session -> session.list(query.sql(), this::dueKey, query.values()));
    }

    @Override
    public Figures figures(Schedule schedule, Instant now) throws StoreException {
        Query query = scheduled(schedule, FIGURES).with(now.toEpochMilli());
        return readers.read(session -> session.find(
                        query.sql(),
                        row -> new Figures(Optional.of(Instant.ofEpochMilli(row.getLong(1))), row.getLong(2)),
                        query.values()))
                .orElse(new Figures(Optional.empty(), 0));
    }

    @Override
    public Optional<Instant> oldest(Schedule schedule) throws StoreException {
        Query query = scheduled(schedule, OLDEST);
        return readers.read(
                session -> session.find(query.sql(), row -> Instant.ofEpochMilli(row.getLong(1)), query.values()));
    }

    /** A query that knows the period of each type; there are as many texts as there are numbers of types. */
    private static Query scheduled(Schedule schedule, String rest) {
        String rows = schedule.periods().isEmpty()
                ? "SELECT CAST(NULL AS TEXT), CAST(NULL AS BIGINT)"
                : "VALUES "
                        + String.join(
                                ", ", Collections.nCopies(schedule.periods().size(), "(?, ?)"));
        Query query = new Query("WITH schedule (key_type, period) AS (" + rows + ")" + rest);
        schedule.periods().forEach((type, period) -> query.with(type.wireName()).with(period.toMillis()));
        return query;
    }

    private DueKey dueKey(ResultSet row) throws SQLException {
        int announced = row.getInt("rotation_announced");
        OptionalInt told = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(announced);
        return new DueKey(
                KeyRow.checked(tags, SqlKeyStore.scope(row), row),
                Instant.ofEpochMilli(row.getLong("due")),
                Instant.ofEpochMilli(row.getLong("overdue")),
                told,
                row.getBoolean("root_off"));
    }
}
