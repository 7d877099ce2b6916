package io.keywright.store;

import io.keywright.core.journal.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database on a disk that is as full as a test wants it. */
final class CappedDatabase implements Database {

    private static final long NO_LIMIT = 4_294_967_294L;

    private final Database database;
    private volatile long mostPages = NO_LIMIT;

    CappedDatabase(Database database) {
        this.database = database;
    }

    /** From the next connection on, the file may have {@code pages} of 4 KiB. */
    void cap(long pages) {
        mostPages = pages;
    }

    void uncap() {
        mostPages = NO_LIMIT;
    }

    @Override
    public Connection connectWriter() throws SQLException, StoreException {
        Connection connection = database.connectWriter();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + mostPages);
        }
        return connection;
    }

    @Override
    public Connection connectReader() throws SQLException, StoreException {
        return database.connectReader();
    }

    @Override
    public Connection copyTo(Path file) throws SQLException, StoreException {
        return database.copyTo(file);
    }

    @Override
    public int schema() {
        return database.schema();
    }

    @Override
    public void checkInPlace() throws StoreException {
        database.checkInPlace();
    }

    @Override
    public StoreException failure(String doing, SQLException cause) {
        return database.failure(doing, cause);
    }

    @Override
    public boolean leftNothing(SQLException failedCommit) {
        return database.leftNothing(failedCommit);
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
