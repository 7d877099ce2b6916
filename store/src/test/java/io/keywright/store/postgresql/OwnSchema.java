package io.keywright.store.postgresql;

import io.keywright.store.postgresql.DatabaseAddress.Host;
import io.keywright.testkit.postgresql.Postgresql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schema that a test class has for itself.
 *
 * @param server where it is, or what stands before that
 */
public record OwnSchema(Postgresql server, String name) {

    /** How a store finds it. */
    public DatabaseAddress address() {
        return address(server.port());
    }

    /** The same through another port. */
    public DatabaseAddress address(int port) {
        return address(List.of(port));
    }

    /** The same on several servers. */
    public DatabaseAddress address(List<Integer> ports) {
        return new DatabaseAddress(
                ports.stream().map(port -> new Host(Postgresql.HOST, port)).toList(),
                Postgresql.DATABASE,
                name,
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
    }

    /** A connection beside the store's. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Postgresql.HOST + ":" + server.port() + "/" + Postgresql.DATABASE
                        + "?currentSchema=" + name,
                Postgresql.USER,
                "");
    }

    /** Does away with all of it. */
    public void drop() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
    }

    /** Takes away all rows, and leaves the tables: that takes milliseconds. Of a schema that is not there, nothing. */
    public void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String table : tables(statement)) {
                statement.addBatch("DELETE FROM " + table);
            }
            statement.executeBatch();
        }
    }

    private List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = '" + name + "' AND tablename <> 'store_header'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The one number that a query finds. */
    public long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends the connections that have a transaction on it; those of other schemas of the server go on. */
    public void cutTransactions() throws SQLException {
        execute("SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
                + " WHERE c.relnamespace = '" + name + "'::regnamespace AND l.pid <> pg_backend_pid()");
    }

    /** Ends all connections of stores on the server, as a firewall or an administrator does. */
    public void cut() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'keywright%'");
    }
}
