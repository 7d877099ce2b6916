package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Node;
import io.keywright.core.node.NodeStore;
import io.keywright.core.node.NodeUrl;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which nodes there are, as rows. Its transactions take turns with the journal's, and are as short. */
record SqlNodeStore(Readers readers, Writer writer) implements NodeStore {

    private static final String KEEP = """
            INSERT INTO nodes (node_id, name, url, program_version, schema_version, started_at, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (node_id) DO UPDATE SET seen_at = excluded.seen_at
            RETURNING floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint""";
    private static final String ALL = "SELECT node_id, name, url, program_version, schema_version, started_at, seen_at"
            + " FROM nodes ORDER BY name, started_at, node_id";
    private static final String REMOVE = "DELETE FROM nodes WHERE node_id = ?";
    private static final String REMOVE_EXPIRED =
            "DELETE FROM nodes WHERE node_id IN (SELECT node_id FROM nodes WHERE seen_at <= ? LIMIT ?)";

    @Override
    public Instant keep(Node node) throws StoreException {
        List<Long> millis = new ArrayList<>(1);
        writer.transaction(session -> millis.addAll(session.list(
                KEEP,
                row -> row.getLong(1),
                UuidBytes.of(node.nodeId()),
                node.name(),
                node.url().map(URI::toString).orElse(null),
                node.programVersion(),
                node.schemaVersion(),
                node.startedAt().toEpochMilli(),
                node.seenAt().toEpochMilli())));
        return Instant.ofEpochMilli(millis.getFirst());
    }

    @Override
    public List<Node> nodes() throws StoreException {
        return readers.read(session -> session.list(ALL, SqlNodeStore::node));
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(
                UuidBytes.read(row.getBytes(1)),
                row.getString(2),
                Optional.ofNullable(row.getString(3)).flatMap(NodeUrl::parse),
                row.getString(4),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    @Override
    public void remove(UUID nodeId) throws StoreException {
        writer.update(REMOVE, (Object) UuidBytes.of(nodeId));
    }

    @Override
    public int removeExpired(Instant now, int most) throws StoreException {
        return writer.update(REMOVE_EXPIRED, now.minus(REMEMBERED).toEpochMilli(), most);
    }
}
