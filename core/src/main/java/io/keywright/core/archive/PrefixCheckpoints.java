package io.keywright.core.archive;

import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.Optional;

/**
 * Signs checkpoints of earlier sizes of the ledger. Each is proved to be a prefix of the head, which the ledger's key signed, before
 * it is signed: so it says nothing that the head does not say.
 */
final class PrefixCheckpoints {

    private final ReceiptStore store;
    private final LedgerKeyring keys;

    PrefixCheckpoints(ReceiptStore store, LedgerKeyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * The checkpoint of the first {@code size} receipts.
     *
     * @param size from 1 to the ledger's size
     * @throws StoreException if the store's tiles do not prove it
     */
    SignedNote sign(long size) throws StoreException {
        Hash root = store.ledger(view -> provenRoot(size, view))
                .orElseThrow(() -> new StoreException("The ledger's head does not follow from its first " + size
                        + " receipts: the store is damaged or was altered. Restore it, see docs/runbooks/store.md."));
        return new Checkpoint(keys.origin(), size, root).sign(keys.current());
    }

    private Optional<Hash> provenRoot(long size, LedgerView view) {
        try {
            SignedNote note = SignedNote.parse(view.head().checkpoint());
            Checkpoint head = Checkpoint.parse(note.text());
            if (keys.signers().check(note, head.size()) != SignatureCheck.VALID || size > head.size()) {
                return Optional.empty();
            }
            Hash root = MerkleTree.root(size, view.tiles());
            ConsistencyProof proof = ConsistencyProof.of(size, head.size(), view.tiles());
            return proof.verify(root, head.root()) ? Optional.of(root) : Optional.empty();
        } catch (CorruptLogException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
