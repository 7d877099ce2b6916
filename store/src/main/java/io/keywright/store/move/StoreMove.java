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

    /**
     * Moves the store. If this was interrupted, it can be called again.
     *
     * @param progress is told how many rows were written or compared, again and again
     * @throws StoreException saying what to do; the store is where it was, unless the message says otherwise
     */
    public Moved run(LongConsumer progress) throws StoreException {
        DataFolder.requireStore(folder);
        SqliteDatabase source = SqliteDatabase.open(folder);
        boolean closed = false;
        try {
            source.requireSound();
            long receipts = StoredLedger.audited(folder);
            Transfer transfer = new Transfer(source, PostgresqlDatabase.openUnlessOlder(target), progress);
            Transfer.Done done = transfer.run();
            closed = true;
            return new Moved(done.tables(), done.rows(), receipts, source.setAside(), done.already());
        } finally {
            if (!closed) {
                source.close();
            }
        }
    }
}
