package io.keywright.store.postgresql;

import io.keywright.core.journal.Overdrawn;
import io.keywright.core.journal.RejectedChangeException;
import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** What PostgreSQL's error codes (postgresql.org/docs/current/errcodes-appendix.html) mean to an operator. */
final class Faults {

    /** A class of codes is its first two characters. */
    private static final int CLASS = 2;

    /** Its message names the constraint, and no value. */
    private static final String CHECK_VIOLATION = "23514";

    private static final String NO_CODE = "     ";

    private Faults() {}

    static StoreException explain(DatabaseAddress address, String doing, SQLException cause) {
        if (code(cause).equals(CHECK_VIOLATION)
                && String.valueOf(cause.getMessage()).contains(Database.LIMIT)) {
            return new Overdrawn(cause);
        }
        String message = "Cannot " + doing + " " + address + ": " + advice(cause);
        return switch (category(cause)) {
            case "22", "23", "54" -> new RejectedChangeException(message, cause);
            default -> new StoreException(message, cause);
        };
    }

    /**
     * A commit that the server answered with an error of its own has ended as a rollback. If it did not answer, or ends
     * itself or its connection, what was written may be found all the same.
     */
    static boolean leftNothing(SQLException failedCommit) {
        return switch (category(failedCommit)) {
            case "22", "23", "25", "53", "54", "55" -> true;
            case "40" -> !code(failedCommit).equals("40003");
            default -> false;
        };
    }

    private static String code(SQLException cause) {
        String code = cause.getSQLState();
        return code == null || code.length() != NO_CODE.length() ? NO_CODE : code;
    }

    private static String category(SQLException cause) {
        return code(cause).substring(0, CLASS);
    }

    private static String advice(SQLException cause) {
        if (cause instanceof Primary.Missing missing) {
            return "none of them serves as the primary. "
                    + missing.failures().entrySet().stream()
                            .map(failure -> failure.getKey() + ": " + advice(failure.getValue()))
                            .collect(Collectors.joining(" "));
        }
        return switch (category(cause)) {
            case "08", "57" ->
                "the server does not answer, or has ended the connection. Look whether it runs and can be reached; nothing"
                        + " need be restarted here.";
            case "28" ->
                "the server does not admit the user. Check keywright.postgresql.user, the password's file and pg_hba.conf.";
            case "3D" -> "there is no such database. Make it, or correct keywright.postgresql.url.";
            case "53" -> scarce(cause);
            case "58" -> "the server's disk failed to read or write. Look into its log.";
            case "XX" -> "it is damaged. Look into the server's log, and restore a backup.";
            case "42" ->
                code(cause).equals("42501")
                        ? "the user may not do that. Make it the owner of the schema, or let it create one."
                        : String.valueOf(cause.getMessage());
            case "25" ->
                code(cause).equals("25006")
                        ? "the server takes no changes: it is a standby, or read-only. Name the primary."
                        : String.valueOf(cause.getMessage());
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static String scarce(SQLException cause) {
        return switch (code(cause)) {
            case "53100" ->
                "the server's disk is full. Free some space; nothing was lost and nothing need be restarted.";
            case "53300" -> "the server has no connection left. Raise its max_connections; one node needs 6.";
            default -> "the server is short of something: " + cause.getMessage();
        };
    }
}
