package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Claim;
import io.keywright.core.node.Claims;
import java.util.Optional;
import java.util.UUID;

/** Which node does the chores, as the one row of a table. Its transactions take turns with the journal's, and are as short. */
record SqlClaims(Readers readers, Writer writer) implements Claims {

    private static final String CURRENT = "SELECT node_id, turn FROM node_lease WHERE id = 1";
    private static final String BEGIN =
            "INSERT INTO node_lease (id, node_id, turn) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING";
    private static final String FOLLOW =
            "UPDATE node_lease SET node_id = ?, turn = ? WHERE id = 1 AND node_id = ? AND turn = ?";
    private static final String RELEASE = "DELETE FROM node_lease WHERE id = 1 AND node_id = ?";

    @Override
    public Optional<Claim> current() throws StoreException {
        return readers.read(session ->
                session.find(CURRENT, row -> new Claim(UuidBytes.read(row.getBytes(1)), row.getLong(2))));
    }

    @Override
    public boolean replace(Optional<Claim> before, Claim next) throws StoreException {
        byte[] node = UuidBytes.of(next.node());
        int written = before.isEmpty()
                ? writer.update(BEGIN, node, next.turn())
                : writer.update(
                        FOLLOW,
                        node,
                        next.turn(),
                        UuidBytes.of(before.get().node()),
                        before.get().turn());
        return written == 1;
    }

    @Override
    public void release(UUID node) throws StoreException {
        writer.update(RELEASE, (Object) UuidBytes.of(node));
    }
}
