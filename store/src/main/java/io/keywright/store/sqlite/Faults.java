package io.keywright.store.sqlite;

import io.keywright.core.journal.Overdrawn;
import io.keywright.core.journal.RejectedChangeException;
import io.keywright.core.journal.StoreException;
import io.keywright.store.Database;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes (sqlite.org/rescode.html) mean to an operator. */
final class Faults {

    /** The low byte of an extended code is its primary code. */
    private static final int PRIMARY = 0xff;

    /** Both folders are mounted {@code noexec}, or cannot be written. */
    private static final String NO_LIBRARY =
            "SQLite's native library cannot be loaded from the data folder, nor from the"
                    + " temporary one. Mount one of them without noexec, or name a folder that programs may be loaded from by"
                    + " KEYWRIGHT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.";

    private Faults() {}

    static StoreException explain(DatabaseFile file, String doing, SQLException cause) {
        if (isOverLimit(cause)) {
            return new Overdrawn(cause);
        }
        String message = "Cannot " + doing + " " + file + ": " + advice(cause);
        return switch (primary(cause)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> new RejectedChangeException(message, cause);
            default -> new StoreException(message, cause);
        };
    }

    /** The message of a check that failed names the constraint, and no value. */
    private static boolean isOverLimit(SQLException cause) {
        return cause instanceof SQLiteException it
                && it.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK
                && String.valueOf(it.getMessage()).contains(Database.LIMIT);
    }

    /**
     * What makes a commit of a write-ahead log is its last frame (sqlite.org/fileformat2.html, section 4). If that could not
     * be written, nothing is there; if it was written and could not be made durable, it may be.
     */
    static boolean leftNothing(SQLException failedCommit) {
        return primary(failedCommit) == SQLiteErrorCode.SQLITE_FULL
                || (failedCommit instanceof SQLiteException it
                        && it.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE);
    }

    private static SQLiteErrorCode primary(SQLException cause) {
        return SQLiteErrorCode.getErrorCode(cause.getErrorCode() & PRIMARY);
    }

    private static String advice(SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_FULL -> "the disk is full. Free some space; nothing was lost and nothing need be restarted.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "it is read-only. Make the file, its folder and the file system writable for this user.";
            case SQLITE_CANTOPEN ->
                "it cannot be opened. Check that it is a file in a folder that this user can write to.";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds it. Close that program.";
            case SQLITE_CORRUPT -> "it is damaged. Stop this process, keep a copy of the file, and restore a backup.";
            case SQLITE_NOTADB ->
                "it is damaged, or not a SQLite database. Restore a backup, or start with another data folder.";
            case SQLITE_IOERR -> "the disk failed to read or write. Look into the system's log.";
            default ->
                cause.getCause() instanceof NativeLibraryNotFoundException
                        ? NO_LIBRARY
                        : String.valueOf(cause.getMessage());
        };
    }
}
