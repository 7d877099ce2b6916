package io.keywright.store.postgresql;

import io.keywright.core.journal.StoreException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keeps a database to one node. The connection that writes holds an advisory lock for as long as it lives, so that whoever
 * writes has the lock, and whoever gets it knows that the connection before has ended. Between two connections of one node
 * another may have had it: then the header's row says so, and the first one never writes again.
 */
final class NodeLock {

    /** "KWRT"; the other half of the lock's number is the schema's. */
    private static final int APPLICATION = 0x4B575254;

    /** What is left on the server of a connection that broke on its way, with the transaction that it had. */
    private static final String END_EARLIER =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND pid <> pg_backend_pid()";

    private static final String LOCK = "SELECT pg_advisory_lock(?, ?)";
    private static final String TAKE = "UPDATE store_header SET node = ? WHERE id = 1";
    private static final String WHOSE = "SELECT node FROM store_header WHERE id = 1";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int NODE_BYTES = 16;

    private final DatabaseAddress address;
    private final byte[] node = new byte[NODE_BYTES];

    NodeLock(DatabaseAddress address) {
        this.address = address;
        new SecureRandom().nextBytes(node);
    }

    /** What the connections that write are known by, which no other node's are. */
    String holder() {
        return "keywright " + HexFormat.of().formatHex(node);
    }

    /**
     * Ends what this node's earlier connections have left, and waits for the lock for as long as the connection waits for
     * any.
     *
     * @throws StoreException if another has it
     */
    void acquire(Connection connection) throws SQLException, StoreException {
        try (PreparedStatement end = connection.prepareStatement(END_EARLIER);
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            end.setString(1, holder());
            end.execute();
            lock.setInt(1, APPLICATION);
            lock.setInt(2, address.schema().hashCode());
            lock.execute();
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new StoreException(
                        "Another node uses " + address
                                + ". Stop it, or start this one with a database or schema of its own:"
                                + " several nodes on one are not supported yet.",
                        e);
            }
            throw e;
        }
    }

    /** Makes the database this node's, under the lock. */
    void take(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setBytes(1, node);
            take.executeUpdate();
        }
    }

    /** @throws StoreException if another node has had the database since it was taken */
    void requireOurs(Connection connection) throws SQLException, StoreException {
        try (PreparedStatement whose = connection.prepareStatement(WHOSE);
                ResultSet row = whose.executeQuery()) {
            if (!row.next() || !Arrays.equals(row.getBytes(1), node)) {
                throw new StoreException("Another node has used " + address
                        + " since this one lost its connection. Stop one of the two, and restart the other.");
            }
        }
    }
}
