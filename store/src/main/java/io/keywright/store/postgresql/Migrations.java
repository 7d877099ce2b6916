package io.keywright.store.postgresql;

import io.keywright.core.journal.StoreException;
import io.keywright.store.schema.SchemaSteps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings a schema up to what this code needs: what is new begins with {@code schema.sql}, which is the first
 * {@value #BEGINNING} steps in one, and each step after them is one transaction. Its script is the one of its name beside
 * this class, if there is one, and SQLite's translated otherwise. See {@code docs/adr/0050-postgresql.md}.
 */
final class Migrations {

    /** How many steps {@code schema.sql} stands for. */
    static final int BEGINNING = 31;

    private static final String HEADER = "SELECT to_regclass('store_header') IS NOT NULL";
    private static final String VERSION = "SELECT version, oldest FROM store_header WHERE id = 1";

    /** "KWRT"; the other half of the lock's number is the schema's. Whoever has it takes the steps. */
    private static final int APPLICATION = 0x4B575254;

    /** Of a large table a step may take longer than a server is usually silent. */
    private static final int FOR_EVER = 0;

    private final DatabaseAddress address;
    private final Header header;

    Migrations(DatabaseAddress address, Header header) {
        this.address = address;
        this.header = header;
    }

    /**
     * Takes the steps that are missing; of several nodes that start, one does, and the others wait until it closes {@code
     * connection}.
     *
     * @throws StoreException if the schema is another program's, or newer than this code; nothing was changed
     */
    void run(Connection connection) throws SQLException, StoreException {
        connection.setNetworkTimeout(Runnable::run, FOR_EVER);
        execute(connection, "SET lock_timeout = 0");
        execute(
                connection,
                "SELECT pg_advisory_lock(" + APPLICATION + ", "
                        + address.schema().hashCode() + ")");
        takeSteps(connection);
    }

    /** Passes if no step is missing, or nothing would be lost by one. Only reads. */
    void requireNotOlder(Connection connection) throws SQLException, StoreException {
        if (truth(connection, HEADER)
                && version(connection) < SchemaSteps.VERSION
                && truth(connection, "SELECT EXISTS (SELECT 1 FROM ledger_key)")) {
            throw new StoreException("The schema " + address.schema() + " of " + address
                    + " holds the store of an older Keywright. Set keywright.postgresql.schema to one of its own.");
        }
    }

    private void takeSteps(Connection connection) throws SQLException, StoreException {
        if (!truth(connection, "SELECT to_regnamespace('" + address.schema() + "') IS NOT NULL")) {
            execute(connection, "CREATE SCHEMA " + address.schema());
        }
        int version = truth(connection, HEADER) ? version(connection) : begin(connection);
        for (; version < SchemaSteps.VERSION; version++) {
            step(connection, script(SchemaSteps.ALL.get(version)), version + 1);
        }
    }

    private int version(Connection connection) throws SQLException, StoreException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSION)) {
            row.next();
            header.requireKnown(row.getInt(1), row.getInt(2));
            return row.getInt(1);
        }
    }

    private void requireEmpty(Connection connection) throws SQLException, StoreException {
        if (!truth(
                connection,
                "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = '" + address.schema()
                        + "'::regnamespace)")) {
            throw new StoreException("The schema " + address.schema() + " of " + address
                    + " is another program's. Set keywright.postgresql.schema to one of its own.");
        }
    }

    private int begin(Connection connection) throws SQLException, StoreException {
        requireEmpty(connection);
        connection.setAutoCommit(false);
        execute(connection, SchemaSteps.read(Migrations.class, "schema.sql"));
        execute(connection, "INSERT INTO store_header (id, version, oldest) VALUES (1, " + BEGINNING + ", 0)");
        connection.setAutoCommit(true);
        return BEGINNING;
    }

    /** Nodes that write meanwhile come before or after it. */
    private static void step(Connection connection, String script, int version) throws SQLException {
        connection.setAutoCommit(false);
        execute(
                connection,
                "UPDATE store_header SET version = " + version + ", oldest = greatest(oldest, "
                        + Math.min(SchemaSteps.OLDEST, version) + ") WHERE id = 1");
        execute(connection, script);
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
}
