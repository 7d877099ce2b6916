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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A schema in a database of a PostgreSQL server, this node's alone while it is open. What is committed is as durable as the
 * server makes it: on its disk at least, and on those of the standbys that it waits for.
 */
public final class PostgresqlDatabase implements Database {

    /** The oldest version that this was written for. */
    private static final int OLDEST_SERVER = 13;

    private final DatabaseAddress address;
    private final Connections connections;
    private final NodeLock lock;

    /** Holds the lock from the start, until there is a first who writes. */
    private final AtomicReference<@Nullable Connection> first;

    private PostgresqlDatabase(DatabaseAddress address, Connections connections, NodeLock lock, Connection first) {
        this.address = address;
        this.connections = connections;
        this.lock = lock;
        this.first = new AtomicReference<>(first);
    }

    /**
     * Opens the database, whose schema is made or brought up to date first if need be.
     *
     * @throws StoreException if another node has it, or it cannot be reached or written, would lose what it acknowledges, is
     *     another program's or too new; the message names it and says what to do
     */
    public static PostgresqlDatabase open(DatabaseAddress address) throws StoreException {
        NodeLock lock = new NodeLock(address);
        Connections connections = new Connections(address, lock.holder());
        try {
            Connection connection = connections.writer();
            try {
                requireFit(address, connection);
                lock.acquire(connection);
                new Migrations(address).run(connection);
                lock.take(connection);
            } catch (SQLException | StoreException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return new PostgresqlDatabase(address, connections, lock, connection);
        } catch (SQLException e) {
            throw Faults.explain(address, "open", e);
        }
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
        Connection held = first.getAndSet(null);
        if (held != null) {
            return held;
        }
        Connection connection = connections.writer();
        try {
            lock.acquire(connection);
            lock.requireOurs(connection);
            return connection;
        } catch (SQLException | StoreException | RuntimeException e) {
            connection.close();
            throw e;
        }
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
    public void close() throws StoreException {
        Optional<Connection> unused = Optional.ofNullable(first.getAndSet(null));
        try {
            if (unused.isPresent()) {
                unused.get().close();
            }
        } catch (SQLException e) {
            throw Faults.explain(address, "close", e);
        }
    }
}
