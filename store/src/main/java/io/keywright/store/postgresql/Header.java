package io.keywright.store.postgresql;

import io.keywright.core.journal.StoreException;
import io.keywright.store.schema.SchemaSteps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The row that orders all nodes' transactions that write: each begins by locking it, so that they come one after another,
 * and each sees what all before it have left. It says which nodes may write, too. A node that the server ends while it has
 * the lock has written nothing.
 */
final class Header {

    private static final String LOCK = "SELECT version, oldest FROM store_header WHERE id = 1 FOR UPDATE";

    private final DatabaseAddress address;

    Header(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * Waits for the lock, for as long as the connection waits for any.
     *
     * @throws StoreException if the schema has become one that this node would write wrongly
     */
    void lock(Connection connection) throws SQLException, StoreException {
        try (PreparedStatement lock = connection.prepareStatement(query());
                ResultSet row = lock.executeQuery()) {
            read(row);
        }
    }

    /** What waits for the lock. */
    String query() {
        return LOCK;
    }

    /**
     * Reads the answer to {@link #query}.
     *
     * @throws StoreException if the schema has become one that this node would write wrongly
     */
    void read(ResultSet row) throws SQLException, StoreException {
        if (!row.next()) {
            throw new StoreException(address + " has lost its header: restore a backup.");
        }
        requireKnown(row.getInt(1), row.getInt(2));
    }

    /**
     * Passes if this code may work with a schema of that version.
     *
     * @param oldest the version that a node must know at least
     */
    void requireKnown(int version, int oldest) throws StoreException {
        if (oldest > SchemaSteps.VERSION) {
            throw new StoreException(
                    address + " was written by a newer Keywright (schema " + version + ", this one knows "
                            + SchemaSteps.VERSION + "). Start that version, or restore a backup from before.");
        }
    }
}
