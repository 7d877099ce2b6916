package io.keywright.store;

import io.keywright.core.journal.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/** A database on a disk that is as full as a test wants it. */
final class CappedDatabase implements Database {

    private final Database database;
    private volatile OptionalLong room = OptionalLong.empty();

    CappedDatabase(Database database) {
        this.database = database;
    }

    /** From the next connection on, the file may grow by {@code pages} of 4 KiB. */
    void cap(long pages) {
        room = OptionalLong.of(pages);
    }

    void uncap() {
        room = OptionalLong.empty();
    }

    @Override
    public Connection connectWriter() throws SQLException, StoreException {
        Connection connection = database.connectWriter();
        if (room.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                long pages = statement.executeQuery("PRAGMA page_count").getLong(1);
                statement.execute("PRAGMA max_page_count = " + (pages + room.getAsLong()));
            }
        }
        return connection;
    }

    @Override
    public void awaitTurn(Connection writer) throws SQLException, StoreException {
        database.awaitTurn(writer);
    }

    @Override
    public Optional<String> turnQuery() {
        return database.turnQuery();
    }

    @Override
    public void takeTurn(ResultSet answer) throws SQLException, StoreException {
        database.takeTurn(answer);
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
    public boolean takesArrays() {
        return database.takesArrays();
    }

    @Override
    public boolean isShared() {
        return database.isShared();
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
