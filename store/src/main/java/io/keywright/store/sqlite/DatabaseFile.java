package io.keywright.store.sqlite;

import io.keywright.core.file.OwnerOnly;
import io.keywright.core.journal.StoreException;
import io.keywright.model.file.DurableFile;
import io.keywright.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database's file and the write-ahead log beside it. SQLite goes on writing to files that were deleted or replaced
 * under it, as if nothing had happened; {@link #checkInPlace} notices. Never opens either file: closing it again would
 * drop SQLite's own locks (POSIX advisory locks belong to the process).
 */
final class DatabaseFile {

    /** What the operating system tells the two files by; null where it does not say. */
    private record Identity(
            @Nullable Object database, @Nullable Object log) {}

    private final Path database;
    private final Path log;
    private volatile @Nullable Identity identity;

    DatabaseFile(Path database) {
        this.database = database;
        this.log = database.resolveSibling(database.getFileName() + "-wal");
    }

    /**
     * Makes an empty file that only its owner can read, if there is none; SQLite gives its other files the same rights.
     *
     * @throws StoreException if there is a log without its database: SQLite would write it into the empty one; also if the
     *     database has moved elsewhere
     */
    void createIfMissing() throws IOException, StoreException {
        if (Files.notExists(database, LinkOption.NOFOLLOW_LINKS)) {
            DataFolder.requireNotMoved(database.resolveSibling("."));
            if (Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException("The database file " + database + " is missing, and its log is there. Put it"
                        + " back, or restore a backup and move the log away.");
            }
            OwnerOnly.create(database);
        }
    }

    /** Passes if the file can be written. SQLite would open it all the same, and leave an empty log beside it. */
    void requireWritable() throws StoreException {
        if (!Files.isWritable(database)) {
            throw new StoreException("Cannot open " + database
                    + ": it is read-only. Make the file, its folder and the file" + " system writable for this user.");
        }
    }

    /** Takes the files that are there now for the right ones. Some connection must keep both of them open from now on. */
    void remember() throws IOException {
        identity = current();
    }

    void checkInPlace() throws StoreException {
        try {
            if (current().equals(identity)) {
                return;
            }
        } catch (IOException e) {
            throw gone(e);
        }
        throw gone(null);
    }

    /** Passes if the database itself is in place. A log that is gone by name only can then still be written back. */
    void checkLogHasItsDatabase() throws StoreException {
        Identity remembered = identity;
        try {
            if (remembered != null && Objects.equals(key(database), remembered.database())) {
                return;
            }
        } catch (IOException e) {
            throw gone(e);
        }
        throw gone(null);
    }

    /** Gives the closed database another name in its folder. Durable on return. */
    Path setAside() throws IOException, StoreException {
        if (Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("The log of " + database + " could not be written back into it.");
        }
        Path aside = database.resolveSibling(DataFolder.MOVED);
        Files.move(database, aside, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.settle(database.resolveSibling("."));
        return aside;
    }

    private StoreException gone(@Nullable IOException cause) {
        String message = "The database file " + database + " or its log was removed or replaced while in use. Put it"
                + " back; if you cannot, stop this process, restore a backup, and start again.";
        return cause == null ? new StoreException(message) : new StoreException(message, cause);
    }

    private Identity current() throws IOException {
        return new Identity(key(database), key(log));
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public String toString() {
        return database.toString();
    }
}
