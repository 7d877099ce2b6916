package io.keywright.store.sqlite;

import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A data folder with a SQLite database in it, this process's alone while it is open. What is committed survives the end
 * of the process and of the power: write-ahead log, {@code synchronous=FULL}. Deleted values are overwritten
 * ({@code secure_delete}), in the file at the next checkpoint.
 */
public final class SqliteDatabase implements Database {

    private static final String FILE = "keywright.db";

    private final StoreLock lock;
    private final DatabaseFile file;
    private final Connections connections;

    private SqliteDatabase(StoreLock lock, DatabaseFile file, Connections connections) {
        this.lock = lock;
        this.file = file;
        this.connections = connections;
    }

    /**
     * Opens the folder's database, made or brought up to date first if need be.
     *
     * @throws StoreException if another process has it, or it cannot be written, is damaged, not ours or too new; the
     *     message names the file and says what to do
     */
    public static SqliteDatabase open(Path folder) throws StoreException {
        Path absolute = folder.toAbsolutePath().normalize();
        StoreLock lock = StoreLock.acquire(existing(absolute));
        boolean opened = false;
        try {
            SqliteDatabase database = open(absolute.resolve(FILE), lock);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static Path existing(Path folder) throws StoreException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("Cannot make the data folder " + folder + ": choose one that can be made.", e);
        }
    }

    private static SqliteDatabase open(Path path, StoreLock lock) throws StoreException {
        DatabaseFile file = new DatabaseFile(path);
        Connections connections = new Connections(path);
        Migrations migrations = new Migrations(file);
        try {
            file.createIfMissing();
            try (Connection inspector = connections.inspector()) {
                migrations.check(inspector);
            }
            SqliteDatabase database = new SqliteDatabase(lock, file, connections);
            try (Connection writer = connections.writer()) {
                migrations.run(writer);
            }
            return database;
        } catch (SQLException e) {
            throw Faults.explain(file, "open", e);
        } catch (IOException e) {
            throw new StoreException("Cannot make the database file " + file + ": make its folder writable.", e);
        }
    }

    @Override
    public Connection connectWriter() throws SQLException, StoreException {
        try {
            if (file.replaced()) {
                throw file.gone(null);
            }
            Connection connection = connections.writer();
            file.remember();
            return connection;
        } catch (IOException e) {
            throw file.gone(e);
        }
    }

    @Override
    public Connection connectReader() throws SQLException {
        return connections.reader();
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
    public void close() throws StoreException {
        lock.close();
    }
}
