package io.keywright.core.journal;

import io.keywright.core.journal.JournalStore.Appended;
import io.keywright.core.journal.JournalStore.End;
import io.keywright.core.journal.JournalStore.Transaction;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the ledger ended when this node last saw it. What other nodes have written since is read, and taken only if it comes
 * behind all that this node knows: a ledger that has lost receipts, or has others in their place, is never gone on with.
 * Belongs to the writer's thread.
 */
final class LedgerEnd {

    /** A node that was away for longer begins anew from the tiles. */
    private static final int MOST_FOLLOWED = 10_000;

    private final LedgerKeyring keys;
    private final RecentChanges changes;
    private final SeenLedger seen;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree = MerkleTree.empty();
    private Optional<LedgerHead> head = Optional.empty();

    /** @param seen what memory has followed may be further than this node has written itself */
    LedgerEnd(LedgerKeyring keys, RecentChanges changes, SeenLedger seen) {
        this.keys = keys;
        this.changes = changes;
        this.seen = seen;
    }

    /** This node has written {@code grown} and its {@code signed} head. */
    void moveTo(MerkleTree grown, LedgerHead signed) {
        tree = grown;
        head = Optional.of(signed);
        seen.see(signed);
    }

    /**
     * The tree at the store's head, whoever wrote it.
     *
     * @throws StoreException if it is damaged, not this installation's, or without what this node has seen in it
     */
    MerkleTree in(Transaction transaction) throws StoreException {
        Optional<Checkpoint> further = seenFurther();
        End there = transaction.end(tree.size(), MOST_FOLLOWED);
        if (further.isPresent() || !there.head().equals(head)) {
            follow(there, further, transaction);
        }
        return tree;
    }

    /** How many receipts there were, as far as this node knows: those behind are nobody's yet. */
    long size() {
        return tree.size();
    }

    /** Whether memory has seen more, and not so much more that it is better begun anew in a turn. */
    boolean isBehind() {
        return seenFurther().filter(further -> isFollowable(further.size())).isPresent();
    }

    /**
     * Follows others without waiting for a turn, so that there is little to follow in it, while they wait. Who was away for
     * long begins anew in its turn.
     */
    void catchUp(Transaction transaction) throws StoreException {
        Optional<Checkpoint> further = seenFurther();
        End now = transaction.glance(tree.size(), MOST_FOLLOWED);
        if (isFollowable(size(now))) {
            follow(now, further, transaction);
        }
    }

    private boolean isFollowable(long size) {
        return head.isPresent() && size >= tree.size() && size - tree.size() <= MOST_FOLLOWED;
    }

    private static long size(End there) {
        return there.head().map(LedgerHead::size).orElse(0L);
    }

    private Optional<Checkpoint> seenFurther() {
        return seen.longest()
                .filter(longest -> longest.size() > tree.size())
                .map(longest ->
                        Checkpoint.parse(SignedNote.parse(longest.checkpoint()).text()));
    }

    private void follow(End there, Optional<Checkpoint> further, Transaction transaction) throws StoreException {
        long size = size(there);
        long known = further.map(Checkpoint::size).orElse(tree.size());
        if (size < known) {
            throw LostReceiptsException.fewer(known, size);
        }
        if (there.head().isPresent()) {
            Checkpoint checkpoint = signed(there.head().get());
            tree = isFollowable(size)
                    ? grown(checkpoint, further, there.leaves())
                    : restored(checkpoint, further, transaction);
        }
        head = there.head();
    }

    private Checkpoint signed(LedgerHead there) throws StoreException {
        try {
            SignedNote note = SignedNote.parse(there.checkpoint());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (!vouchedFor(note) || checkpoint.size() != there.size()) {
                throw new StoreException("The ledger's head is not one that this installation signed: the store was"
                        + " altered. Restore it from a backup, see docs/runbooks/store.md.");
            }
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** Another node may have given the ledger its next key. All nodes wait meanwhile, so the fastest way to check counts. */
    private boolean vouchedFor(SignedNote note) throws StoreException {
        if (note.check(keys.signers().newest()) == SignatureCheck.VALID) {
            return true;
        }
        keys.renew();
        return note.check(keys.signers().newest()) == SignatureCheck.VALID;
    }

    /** The tree with what others have appended: that it has the root which was signed proves all of it at once. */
    private MerkleTree grown(Checkpoint checkpoint, Optional<Checkpoint> further, List<Appended> appended)
            throws StoreException {
        List<Hash> leaves = new ArrayList<>(appended.size());
        for (Appended leaf : appended) {
            leaves.add(hashing.leaf(leaf.receipt()));
        }
        MerkleTree after = tree.append(leaves).tree();
        if (after.size() != checkpoint.size() || !after.root().equals(checkpoint.root())) {
            throw LostReceiptsException.others(tree.size());
        }
        if (further.isPresent() && !passes(further.get(), leaves)) {
            throw LostReceiptsException.others(further.get().size());
        }
        for (int i = 0; i < appended.size(); i++) {
            learn(tree.size() + i, appended.get(i));
        }
        return after;
    }

    private boolean passes(Checkpoint further, List<Hash> leaves) {
        int more = Math.toIntExact(further.size() - tree.size());
        return tree.append(leaves.subList(0, more)).tree().root().equals(further.root());
    }

    private void learn(long index, Appended leaf) {
        leaf.change().ifPresent(change -> changes.learn(index, leaf.receipt(), change));
    }

    private MerkleTree restored(Checkpoint checkpoint, Optional<Checkpoint> further, Transaction transaction)
            throws StoreException {
        long known = further.map(Checkpoint::size).orElse(tree.size());
        Hash root = further.map(Checkpoint::root).orElse(tree.root());
        try {
            MerkleTree there = MerkleTree.restore(checkpoint.size(), checkpoint.root(), transaction.tiles());
            if (!ConsistencyProof.of(known, there.size(), transaction.tiles()).verify(root, there.root())) {
                throw LostReceiptsException.others(known);
            }
            changes.begin(there.size());
            return there;
        } catch (CorruptLogException e) {
            throw damaged(e);
        }
    }

    private static StoreException damaged(RuntimeException cause) {
        return new StoreException(
                "The ledger does not have the root that its head was signed for: the store is damaged or was"
                        + " altered. Restore it from a backup, see docs/runbooks/store.md.",
                cause);
    }
}
