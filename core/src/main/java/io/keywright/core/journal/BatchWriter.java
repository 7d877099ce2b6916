package io.keywright.core.journal;

import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange.LedgerKeyRotated;
import io.keywright.core.journal.JournalStore.Appended;
import io.keywright.core.journal.JournalStore.End;
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
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.succession.SuccessionStatement;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Commits a batch: changes, receipts, Merkle leaves, tiles and a newly signed head, all in one transaction, behind whatever
 * other nodes have committed. Belongs to the journal's one writer thread.
 */
public final class BatchWriter {

    /** Each time further keys may be found to be used up. */
    private static final int MOST_OVERDRAWN = 5;

    private final JournalStore store;
    private final LedgerKeyring keys;
    private final Hashing hashing = new Hashing();
    private final RecentChanges changes = new RecentChanges();
    private final LedgerEnd end;

    /** @param seen what this node has seen of the ledger, also by others' doing */
    public BatchWriter(JournalStore store, LedgerKeyring keys, SeenLedger seen) {
        this.store = store;
        this.keys = keys;
        this.end = new LedgerEnd(keys, changes, seen);
    }

    /** One that alone sees the ledger. */
    public BatchWriter(JournalStore store, LedgerKeyring keys) {
        this(store, keys, new SeenLedger());
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
        Attempt attempt = new Attempt(keys.current(), false);
        store.transaction(transaction -> {
            if (transaction.head().isEmpty()) {
                requireNoLeaf(transaction);
            }
            write(List::of, List.of(), attempt, transaction);
        });
        end.moveTo(attempt.after, attempt.head());
    }

    /**
     * Follows what other nodes have written, without keeping any of them waiting.
     *
     * @throws StoreException if it cannot be read, or the ledger was altered: the next batch finds the same
     */
    void follow() throws StoreException {
        if (end.isBehind()) {
            store.transaction(end::catchUp);
        }
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
     * Commits a batch, but for what the store cannot take: that does not fail the others.
     *
     * @param batch is asked once it is this node's turn to write, and says the same whenever it is asked again
     * @throws UnknownOutcomeException if the batch may have been written as a whole, or not at all
     * @throws StoreException if nothing of the batch was written
     */
    Written write(Supplier<List<Pending>> batch) throws StoreException {
        List<Rejected> unstorable = new ArrayList<>(0);
        int overdrawn = 0;
        boolean oneByOne = false;
        while (true) {
            try {
                Attempt attempt = commit(batch, unstorable, oneByOne);
                return new Written(attempt.conflicting, attempt.stale, attempt.late, unstorable);
            } catch (Overdrawn e) {
                if (++overdrawn > MOST_OVERDRAWN) {
                    throw e;
                }
            } catch (RejectedChangeException e) {
                if (oneByOne) {
                    throw e;
                }
                oneByOne = true;
            } catch (Rejected e) {
                unstorable.add(e);
            }
        }
    }

    /** @param oneByOne whether each leaf is handed to the store before the next, which shows the one that it cannot take */
    private Attempt commit(Supplier<List<Pending>> batch, List<Rejected> unstorable, boolean oneByOne)
            throws StoreException {
        Attempt attempt = new Attempt(keys.current(), oneByOne);
        boolean committed = false;
        try {
            store.transaction(transaction -> write(batch, unstorable, attempt, transaction));
            committed = true;
        } catch (UnknownOutcomeException e) {
            requireCommitted(attempt, e);
            committed = true;
        } finally {
            if (!committed) {
                changes.retract(end.size());
            }
            if (attempt.handedOver && !committed) {
                keys.takeBack();
            }
        }
        end.moveTo(attempt.after, attempt.head());
        return attempt;
    }

    /** What one transaction makes of the ledger. */
    private static final class Attempt {
        private final List<Pending> conflicting = new ArrayList<>(0);
        private final List<Pending> stale = new ArrayList<>(0);
        private final List<Pending> late = new ArrayList<>(0);
        private final List<Hash> leaves = new ArrayList<>();
        private final boolean oneByOne;
        private NoteSigner turn;
        private boolean handedOver;
        private MerkleTree before = MerkleTree.empty();
        private MerkleTree after = MerkleTree.empty();
        private Optional<LedgerHead> head = Optional.empty();

        Attempt(NoteSigner turn, boolean oneByOne) {
            this.turn = turn;
            this.oneByOne = oneByOne;
        }

        /** The index of the leaf that is appended next. */
        long next() {
            return before.size() + leaves.size();
        }

        /** What it has signed. */
        LedgerHead head() {
            return head.orElseThrow();
        }
    }

    private void write(
            Supplier<List<Pending>> batch, List<Rejected> unstorable, Attempt attempt, Transaction transaction)
            throws StoreException {
        attempt.before = end.in(transaction);
        attempt.turn = keys.current();
        for (Pending pending : storable(batch.get(), unstorable)) {
            write(pending, attempt, transaction);
        }
        Growth growth = attempt.before.append(attempt.leaves);
        for (Tile tile : growth.tiles()) {
            transaction.putTile(tile.address().level(), tile.address().index(), tile.hashes());
        }
        attempt.after = growth.tree();
        attempt.head = Optional.of(head(attempt.after, attempt.turn));
        transaction.putHead(attempt.head());
    }

    private static List<Pending> storable(List<Pending> batch, List<Rejected> unstorable) {
        if (unstorable.isEmpty()) {
            return batch;
        }
        List<Pending> rejected = unstorable.stream().map(Rejected::pending).toList();
        return batch.stream().filter(pending -> !rejected.contains(pending)).toList();
    }

    private void write(Pending pending, Attempt attempt, Transaction transaction) throws StoreException {
        try {
            if (pending.terms().deadline().passed()) {
                attempt.late.add(pending);
            } else if (changes.overtook(pending)) {
                attempt.stale.add(pending);
            } else if (!(pending.change() instanceof Change.None) && !transaction.apply(pending.change())) {
                attempt.conflicting.add(pending);
            } else if (pending.leaf().isPresent()) {
                append(pending.leaf().get(), attempt, transaction);
                Optional<LedgerKeyRotated> rotated = LedgerKeyRotated.in(pending.change());
                if (rotated.isPresent()) {
                    handOver(rotated.get(), attempt, transaction);
                }
            }
        } catch (RejectedChangeException | RuntimeException | StackOverflowError | LinkageError e) {
            throw new Rejected(pending, e);
        }
    }

    private void append(Leaf unsigned, Attempt attempt, Transaction transaction) throws StoreException {
        Leaf leaf = unsigned.signedBy(attempt.turn);
        transaction.append(attempt.next(), leaf);
        if (attempt.oneByOne) {
            transaction.flush();
        }
        leaf.change().ifPresent(change -> changes.learn(attempt.next(), leaf.receipt(), change));
        attempt.leaves.add(hashing.leaf(leaf.canonical()));
    }

    /** Both keys sign how far the old one came. Readers are told before it is durable, so that none finds what it cannot check. */
    private void handOver(LedgerKeyRotated rotated, Attempt attempt, Transaction transaction) throws StoreException {
        MerkleTree grown = attempt.before.append(attempt.leaves).tree();
        SignedNote statement = new SuccessionStatement(
                        grown.size(),
                        grown.root(),
                        attempt.turn.verifierKey(),
                        rotated.to().verifierKey(),
                        rotated.at().truncatedTo(ChronoUnit.SECONDS))
                .sign(attempt.turn, rotated.to());
        transaction.putSuccession(grown.size(), statement);
        keys.handOver(rotated, statement);
        attempt.handedOver = true;
        attempt.turn = rotated.to();
    }

    /**
     * Passes if the batch's leaves stand in the ledger where they were to be written. Writes its head again: once that is
     * durable, so is the answer. The transaction in doubt has ended by then, for it had the lock that this one waits for.
     *
     * @throws UnknownOutcomeException if the store does not tell
     * @throws StoreException if nothing was written
     */
    private void requireCommitted(Attempt attempt, UnknownOutcomeException doubt) throws StoreException {
        if (attempt.leaves.isEmpty()) {
            throw doubt;
        }
        Found found = found(attempt, doubt);
        if (found.size() < attempt.before.size()) {
            throw doubt;
        }
        if (!found.leaves().equals(attempt.leaves)) {
            throw new StoreException("The store did not commit.", doubt);
        }
    }

    /**
     * What the store has where a batch was to be written.
     *
     * @param size of the whole ledger
     */
    private record Found(long size, List<Hash> leaves) {}

    private Found found(Attempt attempt, UnknownOutcomeException doubt) throws UnknownOutcomeException {
        List<Found> found = new ArrayList<>(1);
        try {
            store.transaction(transaction -> {
                End now = transaction.end(attempt.before.size(), attempt.leaves.size());
                LedgerHead there = now.head().orElseGet(() -> head(MerkleTree.empty(), keys.current()));
                List<Hash> leaves = new ArrayList<>(attempt.leaves.size());
                for (Appended leaf : now.leaves()) {
                    leaves.add(hashing.leaf(leaf.receipt()));
                }
                transaction.putHead(there);
                found.add(new Found(there.size(), leaves));
            });
            return found.getFirst();
        } catch (StoreException e) {
            doubt.addSuppressed(e);
            throw doubt;
        }
    }

    private static LedgerHead head(MerkleTree grown, NoteSigner signer) {
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), grown.size(), grown.root());
        return new LedgerHead(grown.size(), checkpoint.sign(signer).toString());
    }
}
