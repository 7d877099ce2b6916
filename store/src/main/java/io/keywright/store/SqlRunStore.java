package io.keywright.store;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.RunStore;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of rotations as rows. Its transactions take turns with the journal's, and are as short. */
final class SqlRunStore implements RunStore {

    private static final String OPEN =
            "SELECT run_id FROM rotation_runs WHERE ended_at IS NULL ORDER BY run_id LIMIT 1";
    private static final String BEGIN = "INSERT INTO rotation_runs (run_id, started_at) VALUES (?, ?)";
    private static final String END = "UPDATE rotation_runs SET ended_at = ? WHERE run_id = ? AND ended_at IS NULL";
    private static final String OLD = "SELECT run_id FROM rotation_runs WHERE ended_at IS NOT NULL"
            + " ORDER BY run_id DESC LIMIT " + Long.MAX_VALUE + " OFFSET ?";
    private static final String FORGET_RESULTS = "DELETE FROM rotation_results WHERE run_id = ?";
    private static final String FORGET_RUN = "DELETE FROM rotation_runs WHERE run_id = ?";
    private static final String TENANT_ID = "SELECT id FROM tenants WHERE tenant_id = ?";

    private static final String RUNS = "SELECT run_id, started_at, ended_at FROM rotation_runs WHERE 1 = 1";
    private static final String COUNTS = "SELECT r.kind, count(*) FROM rotation_results r WHERE r.run_id = ?";
    private static final String RESULTS =
            "SELECT " + RunResultRow.COLUMNS + " FROM rotation_results r WHERE r.run_id = ?";
    private static final String OF_TENANT = "r.tenant = (SELECT id FROM tenants WHERE tenant_id = ?)";
    private static final ScopeColumns SCOPE = new ScopeColumns("r.");

    private final Readers readers;
    private final Writer writer;

    SqlRunStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Optional<UUID> open() throws StoreException {
        return readers.read(session -> session.find(OPEN, row -> UuidBytes.read(row.getBytes(1))));
    }

    @Override
    public void begin(UUID runId, Instant now) throws StoreException {
        writer.transaction(session -> session.update(BEGIN, UuidBytes.of(runId), now.toEpochMilli()));
    }

    @Override
    public void add(UUID runId, List<KeyResult> results) throws StoreException {
        if (results.isEmpty()) {
            return;
        }
        writer.transaction(session -> {
            for (KeyResult result : results) {
                String tenantId = result.scope().tenantId();
                long tenant =
                        session.find(TENANT_ID, row -> row.getLong(1), tenantId).orElseThrow();
                RunResultRow.insert(session, tenant, runId, result);
            }
        });
    }

    @Override
    public void end(UUID runId, Instant now, int kept) throws StoreException {
        writer.transaction(session -> {
            session.update(END, now.toEpochMilli(), UuidBytes.of(runId));
            for (byte[] old : session.list(OLD, row -> row.getBytes(1), kept)) {
                session.update(FORGET_RESULTS, (Object) old);
                session.update(FORGET_RUN, (Object) old);
            }
        });
    }

    @Override
    public List<Run> runs(Optional<Reach> reach, @Nullable UUID before, int limit) throws StoreException {
        Query query = within(new Query(RUNS).and("run_id < ?", UuidBytes.ofNullable(before)), reach)
                .then("ORDER BY run_id DESC LIMIT ?", limit);
        return readers.snapshot(session -> {
            List<Run> runs = new ArrayList<>();
            for (Run run : session.list(query.sql(), SqlRunStore::run, query.values())) {
                runs.add(counted(session, run, reach));
            }
            return runs;
        });
    }

    @Override
    public Optional<Run> run(UUID runId, Optional<Reach> reach) throws StoreException {
        Query query = within(new Query(RUNS).and("run_id = ?", UuidBytes.of(runId)), reach);
        return readers.snapshot(session -> {
            Optional<Run> found = session.find(query.sql(), SqlRunStore::run, query.values());
            return found.isEmpty() ? found : Optional.of(counted(session, found.get(), reach));
        });
    }

    @Override
    public List<KeyResult> results(UUID runId, Optional<Reach> reach, @Nullable UUID after, int limit)
            throws StoreException {
        Query query = ofReach(new Query(RESULTS).with(UuidBytes.of(runId)), reach)
                .and("r.key_id > ?", UuidBytes.ofNullable(after))
                .then("ORDER BY r.key_id LIMIT ?", limit);
        return readers.read(session -> session.list(query.sql(), RunResultRow::read, query.values()));
    }

    /** Only runs that concern what is within {@code reach}. */
    private static Query within(Query query, Optional<Reach> reach) {
        if (reach.isEmpty()) {
            return query;
        }
        Query some = query.then(
                "AND EXISTS (SELECT 1 FROM rotation_results r WHERE r.run_id = rotation_runs.run_id AND " + OF_TENANT,
                reach.get().tenantId());
        return SCOPE.within(some, reach.get()).then(")");
    }

    private static Query ofReach(Query query, Optional<Reach> reach) {
        return reach.map(where -> SCOPE.within(query.and(OF_TENANT, where.tenantId()), where))
                .orElse(query);
    }

    private static Run counted(Session session, Run run, Optional<Reach> reach) throws SQLException {
        Query query = ofReach(new Query(COUNTS).with(UuidBytes.of(run.runId())), reach)
                .then("GROUP BY r.kind");
        Map<RotationOutcome, Long> counts = new EnumMap<>(RotationOutcome.class);
        session.list(
                        query.sql(),
                        row -> Map.entry(WireName.parse(RotationOutcome.class, row.getString(1)), row.getLong(2)),
                        query.values())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return new Run(run.runId(), run.startedAt(), run.endedAt(), counts);
    }

    private static Run run(ResultSet row) throws SQLException {
        Instant startedAt = Instant.ofEpochMilli(row.getLong(2));
        long ended = row.getLong(3);
        Optional<Instant> endedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        return new Run(UuidBytes.read(row.getBytes(1)), startedAt, endedAt, Map.of());
    }
}
