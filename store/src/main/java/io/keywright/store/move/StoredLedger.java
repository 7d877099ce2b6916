package io.keywright.store.move;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.store.DataFolder;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SpectatedDatabase;
import java.io.IOException;
import java.nio.file.Path;

/** The ledger that moves. */
final class StoredLedger {

    private StoredLedger() {}

    /**
     * Holds all receipts that the store has, and all tiles that it needs to go on, against the head that its key signed.
     *
     * @return how many receipts there are, those in the archive included
     * @throws StoreException if they are not what the head commits to
     */
    static long audited(Path folder) throws StoreException {
        try (Store store = new Store(SpectatedDatabase.open(folder))) {
            VerifierKey key = VerifierKey.parse(store.ledgerKeys()
                    .ledgerKey()
                    .orElseThrow(() -> new StoreException("The store in " + folder
                            + " has no ledger yet, so there is nothing to move. Delete " + DataFolder.DATABASE
                            + " there, and start the service on PostgreSQL."))
                    .verifierKey());
            long receipts =
                    new LedgerAudit(store.receipts(), key).run(store.pruning().pruned(), page -> {});
            store.receipts().ledger(StoredLedger::tree);
            return receipts;
        } catch (CorruptLogException e) {
            throw new StoreException("The ledger in " + folder + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is written while a ledger is read", e);
        }
    }

    private static MerkleTree tree(LedgerView view) {
        Checkpoint head =
                Checkpoint.parse(SignedNote.parse(view.head().checkpoint()).text());
        return MerkleTree.restore(head.size(), head.root(), view.tiles());
    }
}
