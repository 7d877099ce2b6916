package io.keywright.store.postgresql;

import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import io.keywright.store.schema.SchemaSteps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A schema in a database of a PostgreSQL server, for any number of nodes. What is committed is as durable as the server makes
 * it: on its disk at least, and on those of the standbys that it waits for.
 */
public final class PostgresqlDatabase implements Database {

    /** The oldest version that this was written for. */
    private static final int OLDEST_SERVER = 13;

    private final DatabaseAddress address;
    private final Connections connections;
    private final Header header;

    private PostgresqlDatabase(DatabaseAddress address, Connections connections, Header header) {
        this.address = address;
        this.connections = connections;
        this.header = header;
    }

    /**
     * Opens the database, whose schema is made or brought up to date first if need be.
     *
     * @throws StoreException if it cannot be reached or written, would lose what it acknowledges, is
     *     another program's or too new; the message names it and says what to do
     */
    public static PostgresqlDatabase open(DatabaseAddress address) throws StoreException {
        Connections connections = new Connections(address);
        Header header = new Header(address);
        try (Connection connection = connections.writer()) {
            requireFit(address, connection);
            new Migrations(address, header).run(connection);
            return new PostgresqlDatabase(address, connections, header);
        } catch (SQLException e) {
            throw Faults.explain(address, "open", e);
        }
    }

    /**
     * The same, for whoever brings a store along: what an older version has written there is left as it is, and refused.
     *
     * @throws StoreException also if it is that
     */
    public static PostgresqlDatabase openUnlessOlder(DatabaseAddress address) throws StoreException {
        try (Connection connection = new Connections(address).writer()) {
            new Migrations(address, new Header(address)).requireNotOlder(connection);
        } catch (SQLException e) {
            throw Faults.explain(address, "open", e);
        }
        return open(address);
    }

    private static void requireFit(DatabaseAddress address, Connection connection) throws SQLException, StoreException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_SERVER) {
            throw new StoreException(address + " is older than version " + OLDEST_SERVER + ". Update the server.");
        }
        require(
                connection,
                "fsync",
                "on",
                address + " would lose what it acknowledged with the power: set fsync = on.");
        require(
                connection,
                "full_page_writes",
                "on",
                address + " would be damaged if the power failed: set full_page_writes = on.");
        require(
                connection,
                "server_encoding",
                "UTF8",
                address + " cannot keep every name: make a database with ENCODING 'UTF8'.");
    }

    private static void require(Connection connection, String setting, String value, String otherwise)
            throws SQLException, StoreException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            if (!row.next() || !row.getString(1).equals(value)) {
                throw new StoreException(otherwise);
            }
        }
    }

    @Override
    public Connection connectWriter() throws SQLException, StoreException {
        return connections.writer();
    }

    @Override
    public void awaitTurn(Connection writer) throws SQLException, StoreException {
        header.lock(writer);
    }

    @Override
    public Optional<String> turnQuery() {
        return Optional.of(header.query());
    }

    @Override
    public void takeTurn(ResultSet answer) throws SQLException, StoreException {
        header.read(answer);
    }

    @Override
    public Connection connectReader() throws SQLException, StoreException {
        return connections.reader();
    }

    @Override
    public Connection copyTo(Path copy) throws StoreException {
        throw new StoreException(address + " is not copied by Keywright: back it up with PostgreSQL's own means.");
    }

    @Override
    public boolean takesArrays() {
        return true;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public int schema() {
        return SchemaSteps.VERSION;
    }

    /** What the server has committed it keeps, wherever its files are. */
    @Override
    public void checkInPlace() {}

    @Override
    public StoreException failure(String doing, SQLException cause) {
        return Faults.explain(address, doing, cause);
    }

    @Override
    public boolean leftNothing(SQLException failedCommit) {
        return Faults.leftNothing(failedCommit);
    }

    @Override
    public void close() {}
}
