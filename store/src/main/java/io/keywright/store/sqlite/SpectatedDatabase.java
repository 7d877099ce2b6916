package io.keywright.store.sqlite;

import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A data folder's database as an onlooker sees it: whether a service runs on it or not, it is read and never written. What
 * is committed while it is open is seen, too.
 */
public final class SpectatedDatabase implements Database {

    private final DatabaseFile file;
    private final Connections connections;

    private SpectatedDatabase(DatabaseFile file, Connections connections) {
        this.file = file;
        this.connections = connections;
    }

    /**
     * Looks at the folder's database.
     *
     * @throws StoreException if there is none, or it is damaged, not ours, or of another version; the message says what to
     *     do
     */
    public static SpectatedDatabase open(Path folder) throws StoreException {
        Path path = folder.toAbsolutePath().normalize().resolve(SqliteDatabase.FILE);
        if (!Files.isReadable(path)) {
            throw new StoreException(
                    "There is no database " + path + " that this user can read. Name the data folder.");
        }
        DatabaseFile file = new DatabaseFile(path);
        Connections connections = reaching(path);
        try (Connection connection = connections.spectator()) {
            new Migrations(file).requireCurrent(connection);
            return new SpectatedDatabase(file, connections);
        } catch (SQLException e) {
            throw Faults.explain(file, "open", e);
        }
    }

    /** Reading a database needs a file beside it for the locks. Where none can be made, nobody writes to it either. */
    private static Connections reaching(Path path) {
        Path folder = path.resolveSibling(".");
        boolean open = Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
        return open || Files.isWritable(folder) ? new Connections(path) : Connections.toImmutable(path);
    }

    @Override
    public Connection connectWriter() throws StoreException {
        throw new StoreException("The database " + file + " is open for reading only.");
    }

    @Override
    public void awaitTurn(Connection writer) {}

    @Override
    public Optional<String> turnQuery() {
        return Optional.empty();
    }

    @Override
    public void takeTurn(ResultSet answer) {}

    @Override
    public Connection connectReader() throws SQLException {
        return connections.spectator();
    }

    @Override
    public Connection copyTo(Path copy) throws SQLException, StoreException {
        throw new StoreException("The database " + file + " is looked at, not backed up.");
    }

    @Override
    public boolean takesArrays() {
        return false;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public int schema() {
        return SqliteDatabase.SCHEMA;
    }

    @Override
    public void checkInPlace() {}

    @Override
    public StoreException failure(String doing, SQLException cause) {
        return Faults.explain(file, doing, cause);
    }

    @Override
    public boolean leftNothing(SQLException failedCommit) {
        return true;
    }

    @Override
    public void close() {}
}
