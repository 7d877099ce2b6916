package io.keywright.store;

import io.keywright.core.change.KeyChange;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.model.KeyMetadata;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What came of a key in a run of rotations, as a row. A later word replaces an earlier one. */
final class RunResultRow {

    static final String COLUMNS = "r.key_id, r.environment, r.plane, r.kind, r.successor, r.reason, r.at,"
            + " (SELECT tenant_id FROM tenants WHERE id = r.tenant) AS tenant_id";

    private static final String INSERT = """
            INSERT INTO rotation_results (run_id, key_id, tenant, environment, plane, kind, successor, reason, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id, key_id) DO UPDATE SET tenant = excluded.tenant, environment = excluded.environment,
                plane = excluded.plane, kind = excluded.kind, successor = excluded.successor, reason = excluded.reason,
                at = excluded.at""";

    private RunResultRow() {}

    static void insertRotated(Session session, long tenant, UUID runId, KeyChange.Rotated rotated) throws SQLException {
        KeyMetadata successor = rotated.successor().metadata();
        insert(
                session,
                tenant,
                runId,
                new KeyResult(
                        successor.scope(),
                        rotated.predecessor().keyId(),
                        RotationOutcome.ROTATED,
                        Optional.of(successor.keyId()),
                        Optional.empty(),
                        successor.createdAt()));
    }

    static void insert(Session session, long tenant, UUID runId, KeyResult result) throws SQLException {
        session.update(
                INSERT,
                UuidBytes.of(runId),
                UuidBytes.of(result.keyId()),
                tenant,
                result.scope().environment().wireName(),
                result.scope().plane().wireName(),
                result.kind().wireName(),
                UuidBytes.ofNullable(result.successor().orElse(null)),
                result.reason().orElse(null),
                result.at().toEpochMilli());
    }

    static KeyResult read(ResultSet row) throws SQLException {
        return new KeyResult(
                SqlKeyStore.scope(row),
                UuidBytes.read(row.getBytes("key_id")),
                WireName.parse(RotationOutcome.class, row.getString("kind")),
                Optional.ofNullable(UuidBytes.readNullable(row.getBytes("successor"))),
                Optional.ofNullable(row.getString("reason")),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
