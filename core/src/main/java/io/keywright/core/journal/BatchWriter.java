package io.keywright.core.journal;

import io.keywright.core.journal.Change.LedgerKeyRotated;
import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.core.journal.Written.Rejected;
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
import io.keywright.ledger.succession.SuccessionStatement;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commits a batch: changes, receipts, Merkle leaves, tiles and a newly signed head, all in one transaction. Belongs to
 * the journal's one writer thread.
 */
public final class BatchWriter {

    private final JournalStore store;
    private final LedgerKeyring keys;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree = MerkleTree.empty();
    private Optional<LedgerHead> head = Optional.empty();

    public BatchWriter(JournalStore store, LedgerKeyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /** One for a ledger whose key stays the same. */
    public BatchWriter(JournalStore store, NoteSigner signer) {
        this(store, LedgerKeyring.of(signer));
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
            LedgerHead anew = head(tree, keys.current());
            head = Optional.of(anew);
            transaction.putHead(anew);
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
     * Commits {@code batch}, but for what the store cannot take: that does not fail the others.
     *
     * @throws UnknownOutcomeException if the batch may have been written as a whole, or not at all
     * @throws StoreException if nothing of the batch was written
     */
    Written write(List<Pending> batch) throws StoreException {
        List<Pending> takable = batch;
        List<Rejected> unstorable = new ArrayList<>(0);
        while (true) {
            try {
                return new Written(commit(takable), unstorable);
            } catch (Rejected e) {
                unstorable.add(e);
                takable = takable.stream().filter(it -> !it.equals(e.pending())).toList();
            }
        }
    }

    private List<Pending> commit(List<Pending> batch) throws StoreException {
        Attempt attempt = new Attempt(keys.current());
        boolean committed = false;
        try {
            store.transaction(transaction -> write(batch, attempt, transaction));
            committed = true;
        } catch (UnknownOutcomeException e) {
            requireCommitted(attempt, e);
            committed = true;
        } finally {
            if (attempt.handedOver && !committed) {
                keys.takeBack();
            }
        }
        tree = attempt.after;
        head = Optional.of(head(tree, keys.current()));
        return attempt.conflicting;
    }

    /** What one transaction makes of the ledger. */
    private static final class Attempt {
        private final List<Pending> conflicting = new ArrayList<>(0);
        private final NoteSigner first;
        private NoteSigner turn;
        private boolean handedOver;
        private MerkleTree before = MerkleTree.empty();
        private MerkleTree after = MerkleTree.empty();

        Attempt(NoteSigner turn) {
            this.first = turn;
            this.turn = turn;
        }
    }

    private void write(List<Pending> batch, Attempt attempt, Transaction transaction) throws StoreException {
        attempt.before = current(transaction);
        List<Hash> leaves = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            write(pending, attempt, leaves, transaction);
        }
        Growth growth = attempt.before.append(leaves);
        for (Tile tile : growth.tiles()) {
            transaction.putTile(tile.address().level(), tile.address().index(), tile.hashes());
        }
        transaction.putHead(head(growth.tree(), attempt.turn));
        attempt.after = growth.tree();
    }

    private void write(Pending pending, Attempt attempt, List<Hash> leaves, Transaction transaction)
            throws StoreException {
        try {
            if (!(pending.change() instanceof Change.None) && !transaction.apply(pending.change())) {
                attempt.conflicting.add(pending);
            } else if (pending.leaf().isPresent()) {
                Leaf leaf = pending.leaf().get().signedBy(attempt.turn);
                transaction.append(attempt.before.size() + leaves.size(), leaf);
                leaves.add(hashing.leaf(leaf.canonical()));
                Optional<LedgerKeyRotated> rotated = LedgerKeyRotated.in(pending.change());
                if (rotated.isPresent()) {
                    handOver(rotated.get(), attempt, leaves, transaction);
                }
            }
        } catch (RejectedChangeException | RuntimeException | StackOverflowError | LinkageError e) {
            throw new Rejected(pending, e);
        }
    }

    /** Both keys sign how far the old one came. Readers are told before it is durable, so that none finds what it cannot check. */
    private void handOver(LedgerKeyRotated rotated, Attempt attempt, List<Hash> leaves, Transaction transaction)
            throws StoreException {
        MerkleTree end = attempt.before.append(leaves).tree();
        SignedNote statement = new SuccessionStatement(
                        end.size(),
                        end.root(),
                        attempt.turn.verifierKey(),
                        rotated.to().verifierKey(),
                        rotated.at().truncatedTo(ChronoUnit.SECONDS))
                .sign(attempt.turn, rotated.to());
        transaction.putSuccession(end.size(), statement);
        keys.handOver(rotated, statement);
        attempt.handedOver = true;
        attempt.turn = rotated.to();
    }

    /**
     * Passes if the store's head is the one that was to be written. Writes it again: once that is durable, so is the answer.
     *
     * @throws UnknownOutcomeException if the store does not tell
     * @throws StoreException if nothing was written
     */
    private void requireCommitted(Attempt attempt, UnknownOutcomeException doubt) throws StoreException {
        if (attempt.after.size() == attempt.before.size()) {
            throw doubt;
        }
        LedgerHead found = headOnceWritten(doubt);
        if (found.equals(head(attempt.before, attempt.first))) {
            throw new StoreException("The store did not commit.", doubt);
        }
        if (!found.equals(head(attempt.after, attempt.turn))) {
            throw doubt;
        }
    }

    private LedgerHead headOnceWritten(UnknownOutcomeException doubt) throws UnknownOutcomeException {
        List<LedgerHead> found = new ArrayList<>(1);
        try {
            store.transaction(transaction -> {
                LedgerHead there = transaction.head().orElse(head(MerkleTree.empty(), keys.current()));
                transaction.putHead(there);
                found.add(there);
            });
            return found.getFirst();
        } catch (StoreException e) {
            doubt.addSuppressed(e);
            throw doubt;
        }
    }

    /** The tree at the store's head: the one from memory if its checkpoint is the store's, too. */
    private MerkleTree current(Transaction transaction) throws StoreException {
        Optional<LedgerHead> there = transaction.head();
        if (there.isEmpty()) {
            return MerkleTree.empty();
        }
        return there.equals(head) ? tree : restore(there.get(), transaction);
    }

    private MerkleTree restore(LedgerHead head, Transaction transaction) throws StoreException {
        try {
            SignedNote note = SignedNote.parse(head.checkpoint());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (note.check(keys.current().verifierKey()) != SignatureCheck.VALID || checkpoint.size() != head.size()) {
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

    private static LedgerHead head(MerkleTree grown, NoteSigner signer) {
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), grown.size(), grown.root());
        return new LedgerHead(grown.size(), checkpoint.sign(signer).toString());
    }
}
