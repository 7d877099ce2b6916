package io.keywright.store;

import io.keywright.model.Environment;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** An import that has begun and not ended as a row. */
final class KeyImportRow {

    static final String SELECT =
            "SELECT import_id, tenant_id, environment, plane, plan, begun_at, expires_at, private_key,"
                    + " root_version FROM key_imports";

    private static final String BEGIN = """
            INSERT INTO key_imports
                (import_id, tenant_id, environment, plane, plan, begun_at, expires_at, private_key, root_version)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
            WHERE (SELECT count(*) FROM key_imports WHERE tenant_id = ? AND expires_at > ?) < ?""";
    private static final String TRY = "UPDATE key_imports SET tries = tries + 1 WHERE import_id = ? AND tries < ?";
    private static final String OPEN =
            SELECT + " WHERE import_id = ? AND tenant_id = ? AND environment = ? AND plane = ? AND expires_at > ?";
    private static final String END = "DELETE FROM key_imports WHERE import_id = ?";

    private KeyImportRow() {}

    static KeyImport read(ResultSet row) throws SQLException {
        try {
            return new KeyImport(
                    UuidBytes.read(row.getBytes("import_id")),
                    new Scope(
                            row.getString("tenant_id"),
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    row.getBytes("plan"),
                    Instant.ofEpochMilli(row.getLong("begun_at")),
                    Instant.ofEpochMilli(row.getLong("expires_at")),
                    new WrappedSecret(row.getInt("root_version"), row.getBytes("private_key")));
        } catch (IllegalArgumentException e) {
            throw new SQLException("an import's row is damaged, or was written by a newer version", e);
        }
    }

    static boolean begin(Session session, KeyImport begun, int most) throws SQLException {
        String tenantId = begun.scope().tenantId();
        return session.update(
                        BEGIN,
                        UuidBytes.of(begun.importId()),
                        tenantId,
                        begun.scope().environment().wireName(),
                        begun.scope().plane().wireName(),
                        begun.plan(),
                        begun.begunAt().toEpochMilli(),
                        begun.expiresAt().toEpochMilli(),
                        begun.privateKey().blob(),
                        begun.privateKey().rootVersion(),
                        tenantId,
                        begun.begunAt().toEpochMilli(),
                        most)
                == 1;
    }

    static boolean count(Session session, UUID importId, int most) throws SQLException {
        return session.update(TRY, UuidBytes.of(importId), most) == 1;
    }

    /** Whether the import of {@code key} is open when the key is created. */
    static boolean awaits(Session session, KeyMetadata key) throws SQLException {
        return session.find(
                        OPEN,
                        KeyImportRow::read,
                        UuidBytes.of(key.keyId()),
                        key.scope().tenantId(),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        key.createdAt().toEpochMilli())
                .isPresent();
    }

    static boolean end(Session session, UUID importId) throws SQLException {
        return session.update(END, UuidBytes.of(importId)) == 1;
    }
}
