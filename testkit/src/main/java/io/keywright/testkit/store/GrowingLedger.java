package io.keywright.testkit.store;

import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.model.Receipt;
import io.keywright.testkit.Samples;
import java.util.ArrayList;
import java.util.List;

/** Appends receipts as the journal does: leaves, tiles and head in one transaction. The checkpoint is just the root. */
public final class GrowingLedger {

    private final JournalStore journal;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree;

    public GrowingLedger(JournalStore journal) {
        this(journal, MerkleTree.empty());
    }

    /** Goes on from {@code tree}. */
    public GrowingLedger(JournalStore journal, MerkleTree tree) {
        this.journal = journal;
        this.tree = tree;
    }

    public MerkleTree tree() {
        return tree;
    }

    public void append(Receipt... receipts) throws StoreException {
        append(List.of(receipts));
    }

    public void append(List<Receipt> receipts) throws StoreException {
        List<byte[]> leaves = receipts.stream().map(Samples::canonical).toList();
        List<Hash> hashes = new ArrayList<>();
        leaves.forEach(leaf -> hashes.add(hashing.leaf(leaf)));
        Growth growth = tree.append(hashes);
        journal.transaction(transaction -> {
            for (int i = 0; i < leaves.size(); i++) {
                transaction.append(tree.size() + i, new Leaf(receipts.get(i), leaves.get(i)));
            }
            for (Tile tile : growth.tiles()) {
                transaction.putTile(tile.address().level(), tile.address().index(), tile.hashes());
            }
            transaction.putHead(head(growth.tree()));
        });
        tree = growth.tree();
    }

    /** The head that {@link #append} writes for {@code tree}. */
    public static LedgerHead head(MerkleTree tree) {
        return new LedgerHead(tree.size(), tree.root().toString());
    }
}
