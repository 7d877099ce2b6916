package io.keywright.server.fault;

import io.keywright.server.harness.Installation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server's database as another process sees it, and as somebody can alter it by hand, whether the server runs or not. */
final class DatabaseFile {

    private static final int BUSY_MILLIS = 10_000;

    private final Path path;

    DatabaseFile(Path path) {
        this.path = path;
    }

    static DatabaseFile of(Installation server) {
        return new DatabaseFile(server.database());
    }

    /** Runs a statement, which must change {@code rows} rows. */
    void change(int rows, String sql, @Nullable Object... parameters) {
        try (Connection connection = connect()) {
            change(connection, rows, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, whatever the tables forbid. */
    void changeUnchecked(int rows, String sql, @Nullable Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement unchecked = connection.prepareStatement("PRAGMA ignore_check_constraints = ON")) {
            unchecked.execute();
            change(connection, rows, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(Connection connection, int rows, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = bound(connection, sql, parameters)) {
            int changed = statement.executeUpdate();
            if (changed != rows) {
                throw new IllegalArgumentException(changed + " rows changed by " + sql);
            }
        }
    }

    /** Runs a statement that changes no rows, such as a pragma. */
    void execute(String sql) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows. */
    List<Object> column(String sql, @Nullable Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = bound(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one value that there is. */
    Object value(String sql, @Nullable Object... parameters) {
        List<Object> values = column(sql, parameters);
        if (values.size() != 1) {
            throw new IllegalArgumentException(values.size() + " rows of " + sql);
        }
        return values.getFirst();
    }

    /** The ledger's leaves from {@code from} to before {@code to}. */
    List<byte[]> leaves(long from, long to) {
        return column("SELECT canonical FROM ledger_entries WHERE idx >= ? AND idx < ? ORDER BY idx", from, to).stream()
                .map(byte[].class::cast)
                .toList();
    }

    /** Puts another leaf in the place of one. */
    void setLeaf(long index, byte[] leaf) {
        change(1, "UPDATE ledger_entries SET canonical = ? WHERE idx = ?", leaf, index);
    }

    /** Flips one bit of a tile that is kept. */
    void alterTile(int level, long index) {
        byte[] hashes = (byte[]) value("SELECT hashes FROM ledger_tiles WHERE level = ? AND idx = ?", level, index);
        hashes[hashes.length / 2] ^= 1;
        change(1, "UPDATE ledger_tiles SET hashes = ? WHERE level = ? AND idx = ?", hashes, level, index);
    }

    /** Leaves of the ledger nothing but its keys, and of the witnesses nothing at all. */
    void emptyLedger() {
        column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ledger_%'"
                        + " AND name NOT IN ('ledger_key', 'ledger_cosigner_key')")
                .forEach(table -> execute("DELETE FROM " + table));
        execute("DELETE FROM witnesses");
        execute("DELETE FROM witnessed_checkpoint");
    }

    /** An id as it is stored. */
    static byte[] id(String uuid) {
        UUID id = UUID.fromString(uuid);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static PreparedStatement bound(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        try (PreparedStatement patience = connection.prepareStatement("PRAGMA busy_timeout = " + BUSY_MILLIS)) {
            patience.execute();
        }
        return connection;
    }
}
