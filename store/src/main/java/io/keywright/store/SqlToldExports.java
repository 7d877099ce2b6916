package io.keywright.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.evidence.ToldExport;
import io.keywright.core.evidence.ToldExports;
import io.keywright.core.journal.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What nodes tell of their exports, as rows. Its transactions take turns with the journal's, and are as short. */
record SqlToldExports(Readers readers, Writer writer) implements ToldExports {

    private static final String KEEP = """
            INSERT INTO evidence_exports (export_id, tenant_id, node_name, told, kept_until) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (export_id) DO UPDATE SET told = excluded.told, kept_until = excluded.kept_until
                WHERE evidence_exports.node_name = excluded.node_name""";
    private static final String HAND_OVER =
            "UPDATE evidence_exports SET node_name = ? WHERE export_id = ? AND node_name = ?";
    private static final String SELECT =
            "SELECT export_id, tenant_id, node_name, told, kept_until FROM evidence_exports";
    private static final String FIND = SELECT + " WHERE export_id = ?";
    private static final String OF_TENANT = SELECT + " WHERE tenant_id = ? ORDER BY export_id";
    private static final String REMOVE = "DELETE FROM evidence_exports WHERE export_id = ?";
    private static final String REMOVE_EXPIRED = """
            DELETE FROM evidence_exports
            WHERE export_id IN (SELECT export_id FROM evidence_exports WHERE kept_until <= ? LIMIT ?)""";

    @Override
    public boolean keep(ToldExport export) throws StoreException {
        int kept = writer.update(
                KEEP,
                UuidBytes.of(export.exportId()),
                export.tenantId(),
                export.node(),
                export.told().getBytes(UTF_8),
                export.keptUntil().toEpochMilli());
        return kept == 1;
    }

    @Override
    public boolean handOver(UUID exportId, String from, String to) throws StoreException {
        return writer.update(HAND_OVER, to, UuidBytes.of(exportId), from) == 1;
    }

    @Override
    public Optional<ToldExport> find(UUID exportId) throws StoreException {
        return readers.read(session -> session.find(FIND, SqlToldExports::read, UuidBytes.of(exportId)));
    }

    @Override
    public List<ToldExport> all(String tenantId) throws StoreException {
        return readers.read(session -> session.list(OF_TENANT, SqlToldExports::read, tenantId));
    }

    private static ToldExport read(ResultSet row) throws SQLException {
        return new ToldExport(
                UuidBytes.read(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                new String(row.getBytes(4), UTF_8),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    @Override
    public void remove(UUID exportId) throws StoreException {
        writer.update(REMOVE, (Object) UuidBytes.of(exportId));
    }

    @Override
    public int removeExpired(Instant now, int most) throws StoreException {
        return writer.update(REMOVE_EXPIRED, now.toEpochMilli(), most);
    }
}
