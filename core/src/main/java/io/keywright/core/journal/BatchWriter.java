package io.keywright.core.journal;

import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commits a batch: changes, receipts, Merkle leaves, tiles and a newly signed head, all in one transaction. Belongs to
 * the journal's one writer thread.
 */
public final class BatchWriter {

    private final JournalStore store;
    private final NoteSigner signer;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree = MerkleTree.empty();

    public BatchWriter(JournalStore store, NoteSigner signer) {
        this.store = store;
        this.signer = signer;
    }

    /**
     * Reads the ledger's end and makes sure that it is one that this key signed. Writes it again, which shows whether the
     * store can be written.
     *
     * @throws StoreException if the store cannot be read or written, or its ledger was altered
     */
    public void recover() throws StoreException {
        store.transaction(transaction -> {
            if (transaction.head().isEmpty()) {
                requireNoLeaf(transaction);
            }
            tree = current(transaction);
            transaction.putHead(head(tree));
        });
    }

    private static void requireNoLeaf(Transaction transaction) throws StoreException {
        try {
            transaction.tiles().hashes(0, 0, 1);
        } catch (CorruptLogException none) {
            return;
        }
        throw new StoreException("The ledger has receipts and no head: the store is damaged or was altered. Restore it"
                + " from a backup, see docs/runbooks/store.md.");
    }

    /**
     * Commits {@code batch}.
     *
     * @return those whose change did not apply; nothing of them was written
     * @throws StoreException if nothing of the batch was written
     */
    List<Pending> write(List<Pending> batch) throws StoreException {
        List<Pending> conflicting = new ArrayList<>(0);
        List<MerkleTree> grown = new ArrayList<>(1);
        store.transaction(transaction -> grown.add(write(batch, conflicting, transaction)));
        tree = grown.getFirst();
        return conflicting;
    }

    private MerkleTree write(List<Pending> batch, List<Pending> conflicting, Transaction transaction)
            throws StoreException {
        MerkleTree before = current(transaction);
        List<Hash> leaves = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            if (!(pending.change() instanceof Change.None) && !transaction.apply(pending.change())) {
                conflicting.add(pending);
            } else if (pending.leaf().isPresent()) {
                Leaf leaf = pending.leaf().get();
                transaction.append(before.size() + leaves.size(), leaf);
                leaves.add(hashing.leaf(leaf.canonical()));
            }
        }
        Growth growth = before.append(leaves);
        for (Tile tile : growth.tiles()) {
            transaction.putTile(tile.address().level(), tile.address().index(), tile.hashes());
        }
        transaction.putHead(head(growth.tree()));
        return growth.tree();
    }

    /** The tree at the store's head: the one from memory unless another writer has moved on. */
    private MerkleTree current(Transaction transaction) throws StoreException {
        Optional<LedgerHead> head = transaction.head();
        if (head.isEmpty()) {
            return MerkleTree.empty();
        }
        return head.get().size() == tree.size() && tree.size() > 0 ? tree : restore(head.get(), transaction);
    }

    private MerkleTree restore(LedgerHead head, Transaction transaction) throws StoreException {
        try {
            SignedNote note = SignedNote.parse(head.checkpoint());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (note.check(signer.verifierKey()) != SignatureCheck.VALID || checkpoint.size() != head.size()) {
                throw new StoreException("The ledger's head is not one that this installation signed: the store was"
                        + " altered. Restore it from a backup, see docs/runbooks/store.md.");
            }
            return MerkleTree.restore(head.size(), checkpoint.root(), transaction.tiles());
        } catch (CorruptLogException | IllegalArgumentException e) {
            throw new StoreException(
                    "The ledger does not have the root that its head was signed for: the store is damaged or was"
                            + " altered. Restore it from a backup, see docs/runbooks/store.md.",
                    e);
        }
    }

    private LedgerHead head(MerkleTree grown) {
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), grown.size(), grown.root());
        return new LedgerHead(grown.size(), checkpoint.sign(signer).toString());
    }
}
