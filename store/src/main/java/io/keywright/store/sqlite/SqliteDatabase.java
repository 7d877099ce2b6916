package io.keywright.store.sqlite;

import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervisor;
import io.keywright.store.DataFolder;
import io.keywright.store.Database;
import io.keywright.store.schema.SchemaSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A data folder with a SQLite database in it, this process's alone while it is open. What is committed survives the end
 * of the process and of the power: write-ahead log, {@code synchronous=FULL}. Deleted values are overwritten
 * ({@code secure_delete}), in the file at the next checkpoint.
 */
public final class SqliteDatabase implements Database {

    /** What it is called in its folder. */
    public static final String FILE = DataFolder.DATABASE;

    /** The version of the schema that this code works with. */
    public static final int SCHEMA = SchemaSteps.VERSION;

    /** Made again whenever it is missing; no backup needs it. */
    private static final String LIBRARY = "native";

    private final StoreLock lock;
    private final DatabaseFile file;
    private final Connections connections;

    /** SQLite deletes the log when the last connection closes; this one keeps it, so that it never changes in use. */
    private final Connection idle;

    private final Checkpoints checkpoints;

    private SqliteDatabase(
            StoreLock lock, DatabaseFile file, Connections connections, Connection idle, Supervisor supervisor) {
        this.lock = lock;
        this.file = file;
        this.connections = connections;
        this.idle = idle;
        this.checkpoints = new Checkpoints(file, idle, supervisor);
    }

    /** As {@link #open(Path, Supervisor)}, with nobody who watches its thread. */
    public static SqliteDatabase open(Path folder) throws StoreException {
        return open(folder, new Supervisor());
    }

    /**
     * Opens the folder's database, made or brought up to date first if need be.
     *
     * @throws StoreException if another process has it, or it cannot be written, is damaged, not ours or too new; the
     *     message names the file and says what to do
     */
    public static SqliteDatabase open(Path folder, Supervisor supervisor) throws StoreException {
        Path absolute = folder.toAbsolutePath().normalize();
        StoreLock lock = StoreLock.acquire(DataFolder.secure(absolute));
        boolean opened = false;
        try {
            loadLibrary(absolute.resolve(LIBRARY));
            SqliteDatabase database = open(absolute.resolve(FILE), lock, supervisor);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static void loadLibrary(Path folder) {
        try {
            new NativeLibrary(folder).load();
        } catch (IOException e) {
            // The driver unpacks it elsewhere, or fails to open the database and says why.
        }
    }

    private static SqliteDatabase open(Path path, StoreLock lock, Supervisor supervisor) throws StoreException {
        DatabaseFile file = new DatabaseFile(path);
        Connections connections = new Connections(path);
        Migrations migrations = new Migrations(file);
        try {
            file.createIfMissing();
            file.requireWritable();
            try (Connection inspector = connections.inspector()) {
                migrations.check(inspector);
            }
            Connection idle = migrated(connections, migrations);
            file.remember();
            return new SqliteDatabase(lock, file, connections, idle, supervisor);
        } catch (SQLException e) {
            throw Faults.explain(file, "open", e);
        } catch (IOException e) {
            throw new StoreException("Cannot make the database file " + file + ": make its folder writable.", e);
        }
    }

    private static Connection migrated(Connections connections, Migrations migrations) throws SQLException {
        Connection connection = connections.writer();
        try {
            migrations.run(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection connectWriter() throws SQLException, StoreException {
        file.checkInPlace();
        return connections.writer();
    }

    /** There is one node, and its transactions have the lock from their start. */
    @Override
    public void awaitTurn(Connection writer) {}

    @Override
    public Optional<String> turnQuery() {
        return Optional.empty();
    }

    @Override
    public void takeTurn(ResultSet answer) {}

    @Override
    public Connection connectReader() throws SQLException, StoreException {
        file.checkInPlace();
        return connections.reader();
    }

    @Override
    public Connection copyTo(Path copy) throws SQLException, StoreException {
        try (Connection reader = connectReader()) {
            return DatabaseCopy.make(reader, copy);
        } catch (IOException e) {
            throw new StoreException("Cannot make " + copy + ": make its folder writable, and make room there.", e);
        }
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
        return SCHEMA;
    }

    /** Runs through all of the database. Passes if every page, row and index is what it must be. */
    public void requireSound() throws StoreException {
        try (Connection reader = connectReader();
                Statement statement = reader.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA integrity_check(1)")) {
            if (!answer.getString(1).equals("ok")) {
                throw new StoreException("The database is damaged: " + answer.getString(1) + ". Take another backup.");
            }
        } catch (SQLException e) {
            throw failure("check", e);
        }
    }

    @Override
    public void checkInPlace() throws StoreException {
        file.checkInPlace();
    }

    @Override
    public StoreException failure(String doing, SQLException cause) {
        return Faults.explain(file, doing, cause);
    }

    @Override
    public boolean leftNothing(SQLException failedCommit) {
        return Faults.leftNothing(failedCommit);
    }

    /**
     * Writes the log back into the database; whoever has other connections must have closed them. If the database is not
     * in place any more, its log is left as it is: it may hold what a copy of the database lacks.
     */
    @Override
    public void close() throws StoreException {
        try (lock) {
            closeFile();
        }
    }

    /**
     * The same, and gives the file another name before any other process can open it: its store is elsewhere from now on.
     *
     * @return what it is called now
     */
    public Path setAside() throws StoreException {
        try (lock) {
            closeFile();
            return file.setAside();
        } catch (IOException e) {
            throw new StoreException("Cannot rename " + file + ": make its folder writable.", e);
        }
    }

    private void closeFile() throws StoreException {
        try {
            checkpoints.close();
            file.checkLogHasItsDatabase();
            idle.close();
        } catch (SQLException e) {
            throw Faults.explain(file, "close", e);
        }
    }
}
