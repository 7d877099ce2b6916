package io.keywright.store.move;

import io.keywright.core.journal.StoreException;
import io.keywright.store.DataFolder;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Moves a store, its ledger included, while no service runs on it. PostgreSQL has all of it or nothing, and SQLite's file is as it
 * was, under another name at the end.
 *
 * @param folder where the store is
 * @param target where it is to be; a schema without rows
 */
public record StoreMove(Path folder, DatabaseAddress target) {

    /** Reads a configuration; found by {@link java.util.ServiceLoader}. */
    public interface Reader {

        /**
         * Reads the configuration of the service as it is to be.
         *
         * @throws IllegalArgumentException naming everything that is wrong with it
         */
        StoreMove read(Path file);
    }

    /** What both databases have, and the older one, open: nobody else may open it before it is set aside. */
    private record Copied(SqliteDatabase source, Transfer.Done done, long receipts) {}

    /**
     * Moves the store. If this was interrupted, it can be called again.
     *
     * @param progress is told how many rows were written or compared, again and again
     * @throws StoreException saying where the store is now, and what to do
     */
    public Moved run(LongConsumer progress) throws StoreException {
        DataFolder.requireStore(folder);
        Copied copied;
        try {
            copied = copied(progress);
        } catch (StoreException e) {
            throw new StoreException("%s The store is still in %s, as it was.".formatted(e.getMessage(), folder), e);
        }
        return new Moved(
                copied.done().tables(),
                copied.done().rows(),
                copied.receipts(),
                setAside(copied.source()),
                copied.done().already());
    }

    private Copied copied(LongConsumer progress) throws StoreException {
        SqliteDatabase source = SqliteDatabase.open(folder);
        boolean whole = false;
        try {
            source.requireSound();
            long receipts = StoredLedger.audited(folder);
            Transfer transfer = new Transfer(source, PostgresqlDatabase.openUnlessOlder(target), progress);
            Copied copied = new Copied(source, transfer.run(), receipts);
            whole = true;
            return copied;
        } finally {
            if (!whole) {
                source.close();
            }
        }
    }

    private static Path setAside(SqliteDatabase source) throws StoreException {
        try {
            return source.setAside();
        } catch (StoreException e) {
            throw new StoreException(
                    "PostgreSQL has all rows, and the old database has kept its name: %s Start no service before that is mended and the move was made again: it finds the rows, and does the rest."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
