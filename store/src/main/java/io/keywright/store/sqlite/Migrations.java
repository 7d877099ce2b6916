package io.keywright.store.sqlite;

import io.keywright.core.journal.StoreException;
import io.keywright.store.schema.SchemaSteps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a file's schema up to what this code needs. Step n leads from version n - 1 to n, which the file's header keeps
 * ({@code PRAGMA user_version}); each is one transaction, and in a new file all of them together. See
 * {@code docs/adr/0004-migrations.md}.
 */
final class Migrations {

    /** Marks a file as ours ({@code PRAGMA application_id}): "KWRT". */
    private static final int APPLICATION_ID = 0x4B575254;

    private final DatabaseFile file;
    private final List<String> steps;

    Migrations(DatabaseFile file) {
        this(file, SchemaSteps.ALL);
    }

    Migrations(DatabaseFile file, List<String> steps) {
        this.file = file;
        this.steps = steps;
    }

    /** Passes if the file is empty or ours, and not newer than this code. Only reads. */
    void check(Connection connection) throws SQLException, StoreException {
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        int owner = number(connection, "PRAGMA application_id");
        if (!empty && owner != APPLICATION_ID) {
            throw new StoreException(
                    file + " is not a Keywright database. Start with another data folder, or move the" + " file away.");
        }
        int version = number(connection, "PRAGMA user_version");
        if (version > steps.size()) {
            throw new StoreException(file + " was written by a newer Keywright (schema " + version + ", this one knows "
                    + steps.size() + "). Start that version, or restore a backup from before.");
        }
    }

    /** Like {@link #check}, and passes only if no step is missing. */
    void requireCurrent(Connection connection) throws SQLException, StoreException {
        check(connection);
        int version = number(connection, "PRAGMA user_version");
        if (version < steps.size()) {
            throw new StoreException(file + " was last used by an older Keywright (schema " + version
                    + ", this one needs " + steps.size()
                    + "). Start this version's service on it once, or read it with its own version.");
        }
    }

    /** Takes the steps that are missing. */
    void run(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        while (version < steps.size()) {
            int next = version == 0 ? steps.size() : version + 1;
            take(steps.subList(version, next), next, connection);
            version = next;
        }
    }

    /** Takes these steps, which lead to that version, in one transaction. */
    private static void take(List<String> some, int version, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String step : some) {
                statement.executeUpdate(SchemaSteps.script(step));
            }
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = " + version);
        }
        connection.setAutoCommit(true);
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
