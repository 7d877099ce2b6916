package io.keywright.store.postgresql;

import io.keywright.core.journal.StoreException;
import io.keywright.store.schema.SchemaSteps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * Brings a schema up to what this code needs: what is new begins with {@code schema.sql}, which is the first
 * {@value #BEGINNING} steps in one, and each step after them is one transaction. Its script is the one of its name beside
 * this class, if there is one, and SQLite's translated otherwise. See {@code docs/adr/0050-postgresql.md}.
 */
final class Migrations {

    /** How many steps {@code schema.sql} stands for. */
    static final int BEGINNING = 31;

    private static final String HEADER = "SELECT to_regclass('store_header') IS NOT NULL";
    private static final String VERSION = "SELECT version FROM store_header WHERE id = 1";

    /** Of a large table a step may take longer than a server is usually silent. */
    private static final int FOR_EVER = 0;

    private final DatabaseAddress address;

    Migrations(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * Takes the steps that are missing.
     *
     * @throws StoreException if the schema is another program's, or newer than this code; nothing was changed
     */
    void run(Connection connection) throws SQLException, StoreException {
        if (!truth(connection, "SELECT to_regnamespace('" + address.schema() + "') IS NOT NULL")) {
            execute(connection, "CREATE SCHEMA " + address.schema());
        }
        OptionalInt there = version(connection);
        int version = there.isPresent() ? there.getAsInt() : begin(connection);
        if (version > SchemaSteps.VERSION) {
            throw new StoreException(
                    address + " was written by a newer Keywright (schema " + version + ", this one knows "
                            + SchemaSteps.VERSION + "). Start that version, or restore a backup from before.");
        }
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, FOR_EVER);
        for (; version < SchemaSteps.VERSION; version++) {
            step(connection, script(SchemaSteps.ALL.get(version)), version + 1);
        }
        connection.setNetworkTimeout(Runnable::run, patience);
    }

    private OptionalInt version(Connection connection) throws SQLException, StoreException {
        if (truth(connection, HEADER)) {
            return OptionalInt.of(number(connection, VERSION));
        }
        if (!truth(
                connection,
                "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = '" + address.schema()
                        + "'::regnamespace)")) {
            throw new StoreException("The schema " + address.schema() + " of " + address
                    + " is another program's. Set keywright.postgresql.schema to one of its own.");
        }
        return OptionalInt.empty();
    }

    private static int begin(Connection connection) throws SQLException {
        step(
                connection,
                SchemaSteps.read(Migrations.class, "schema.sql") + "INSERT INTO store_header (id, version, node)"
                        + " VALUES (1, 0, decode(repeat('00', 16), 'hex'));",
                BEGINNING);
        return BEGINNING;
    }

    private static void step(Connection connection, String script, int version) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, script);
        execute(connection, "UPDATE store_header SET version = " + version + " WHERE id = 1");
        connection.setAutoCommit(true);
    }

    private static String script(String name) {
        return Migrations.class.getResource(name) == null
                ? Translation.of(SchemaSteps.script(name))
                : SchemaSteps.read(Migrations.class, name);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean truth(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
