package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;

/** What a store's ledger must be after any fault. */
public final class SignedLedger {

    private SignedLedger() {}

    /** The size of the ledger, whose head is signed for exactly the receipts that it has. */
    public static long size(Store store, VerifierKey key) throws Exception {
        MerkleTree tree = store.receipts().ledger(view -> signedTree(view, key));
        assertThat(store.receipts().entries(0, 100_000)).hasSize(Math.toIntExact(tree.size()));
        return tree.size();
    }

    private static MerkleTree signedTree(LedgerView view, VerifierKey key) {
        SignedNote note = SignedNote.parse(view.head().checkpoint());
        assertThat(note.check(key)).isEqualTo(SignatureCheck.VALID);
        return MerkleTree.restore(
                view.head().size(), Checkpoint.parse(note.text()).root(), view.tiles());
    }
}
