package io.keywright.cli.backup;

import io.keywright.core.backup.BackupChain;
import io.keywright.core.backup.BackupException;
import io.keywright.core.backup.BackupExtraction;
import io.keywright.core.backup.BackupFiles;
import io.keywright.core.backup.BackupHead;
import io.keywright.core.backup.BackupOpening;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.file.OwnerOnly;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.verifier.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** A store that was put together from backups, in a folder of its own, and looked through: nothing uses it yet. */
final class StagedStore implements AutoCloseable {

    private final Store store;
    private final VerifierKey key;

    private StagedStore(Store store, VerifierKey key) {
        this.store = store;
        this.key = key;
    }

    /**
     * Refuses a backup that only a newer version reads, before anything is opened.
     *
     * @throws BackupException saying which version does
     */
    static void requireReadable(BackupHead head) throws BackupException {
        if (head.schema() > SqliteDatabase.SCHEMA) {
            throw new BackupException(
                    "The backup was made by a newer Keywright (schema %d, this one knows %d). Restore it with that version."
                            .formatted(head.schema(), SqliteDatabase.SCHEMA));
        }
    }

    /**
     * Puts it together in {@code folder}, which is empty, and brings its schema up to this version's.
     *
     * @throws BackupException if a backup does not open or was altered
     * @throws StoreException if the store or its ledger is not sound
     */
    static StagedStore make(BackupChain chain, BackupOpening opening, Path folder, Progress progress)
            throws IOException, BackupException, StoreException {
        BackupFiles files = new BackupFiles(CryptoProviders.jdk());
        Path file = OwnerOnly.create(folder.resolve(SqliteDatabase.FILE));
        new BackupExtraction(files, opening).extract(chain, file, progress::at);
        SqliteDatabase database = SqliteDatabase.open(folder);
        Store store = new Store(database);
        boolean sound = false;
        try {
            database.requireSound();
            StagedStore staged = new StagedStore(store, key(store));
            staged.requireLedger(chain.head());
            sound = true;
            return staged;
        } finally {
            if (!sound) {
                store.close();
            }
        }
    }

    private static VerifierKey key(Store store) throws StoreException {
        return VerifierKey.parse(store.ledgerKeys()
                .ledgerKey()
                .orElseThrow(() -> new StoreException("The backup has no ledger key. Take another."))
                .verifierKey());
    }

    private void requireLedger(BackupHead head) throws StoreException, IOException {
        String checkpoint = store.receipts().ledger(view -> view.head().checkpoint());
        if (!checkpoint.equals(head.checkpoint().toString())) {
            throw new StoreException("The backup has another ledger than its head says. Take another.");
        }
        new LedgerAudit(store.receipts(), key).run(store.pruning().pruned(), page -> {});
    }

    Store store() {
        return store;
    }

    /** The ledger's. */
    VerifierKey key() {
        return key;
    }

    /** Everything is in the one file of the database then. */
    @Override
    public void close() throws StoreException {
        store.close();
    }
}
