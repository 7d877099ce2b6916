package io.keywright.store;

import io.keywright.core.journal.StoreException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with the statements that were prepared on it, which stay open. Belongs to one thread at a time. */
final class Session implements AutoCloseable {

    /** Reads one value from the row that {@code row} stands at. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Inserts inserts;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this(connection, false);
    }

    /** @param arrays whether the database takes arrays as parameters, and several statements at once */
    Session(Connection connection, boolean arrays) {
        this.connection = connection;
        this.inserts = arrays ? new ArrayInserts(this) : new SingleInserts(this);
    }

    /** How many rows {@code sql} inserted, updated or deleted. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        return bound(sql, parameters).executeUpdate();
    }

    /** Executes {@code sql} for each row of parameters. */
    void updateEach(String sql, List<@Nullable Object[]> rows) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (@Nullable Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** How rows that were kept back are inserted. */
    Inserts inserts() {
        return inserts;
    }

    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            return all(rows, reader);
        }
    }

    /** Does what {@link #await} does, and then reads: in one journey to a database that is far away. */
    <T> List<T> awaitAndList(Database database, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException, StoreException {
        Optional<String> turn = database.turnQuery();
        if (turn.isEmpty()) {
            await(database);
            return list(sql, reader, parameters);
        }
        PreparedStatement both = bound(turn.get() + ";\n" + sql, parameters);
        both.execute();
        try (ResultSet answer = both.getResultSet()) {
            database.takeTurn(answer);
        }
        both.getMoreResults();
        try (ResultSet rows = both.getResultSet()) {
            return all(rows, reader);
        }
    }

    static <T> List<T> all(ResultSet rows, RowReader<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
            read.add(reader.read(rows));
        }
        return read;
    }

    /** The first row, if there is one. */
    <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        bind(statement, parameters);
        return statement;
    }

    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    Array array(Rows.Column column, @Nullable Object[] values) throws SQLException {
        return connection.createArrayOf(column.type(), values);
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Makes what follows one transaction, until {@link #commit} or {@link #rollback}. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Waits until it is this transaction's turn among all that write. */
    void await(Database database) throws SQLException, StoreException {
        database.awaitTurn(connection);
    }

    /** Not {@link Connection#commit}, after which SQLite's driver begins the next transaction, and its lock, at once. */
    void commit() throws SQLException {
        inserts.complete();
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
