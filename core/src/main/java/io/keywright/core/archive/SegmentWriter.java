package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.merkle.TileAddress;
import java.util.List;

/**
 * Writes receipts to the archive: whole entry bundles, full tiles, and last the partial tiles of the upper levels. Each file
 * is written once, so that what a crash left undone is done again and comes to the same.
 */
record SegmentWriter(ReceiptStore store, SegmentArchive archive, Pace pace) {

    /**
     * Writes what comes after {@code sealed} up to {@code end}.
     *
     * @param end a multiple of 256
     * @return the tree of {@code end} receipts
     */
    MerkleTree write(MerkleTree sealed, long end) throws StoreException {
        MerkleTree tree = sealed;
        while (tree.size() < end) {
            long began = System.nanoTime();
            tree = write(tree, bundle(store, tree.size()));
            pace.rest(began);
        }
        for (Tile tile : tree.partialTiles()) {
            write(tile);
        }
        return tree;
    }

    private MerkleTree write(MerkleTree tree, EntryBundle bundle) throws ArchiveException {
        Growth growth = tree.append(bundle.leafHashes());
        archive.writeOnce(bundle.path(), bundle.bytes());
        for (Tile tile : growth.tiles()) {
            if (tile.address().full()) {
                write(tile);
            }
        }
        return growth.tree();
    }

    private void write(Tile tile) throws ArchiveException {
        archive.writeOnce(tile.address().path(), tile.hashes());
    }

    /** The 256 receipts from {@code first} on, as the store has them. */
    static EntryBundle bundle(ReceiptStore store, long first) throws StoreException {
        List<Entry> entries = store.entries(first, TileAddress.FULL_WIDTH);
        for (int i = 0; i < TileAddress.FULL_WIDTH; i++) {
            if (i >= entries.size() || entries.get(i).index() != first + i) {
                throw new StoreException("Receipt " + (first + i)
                        + " is missing in the store: it is damaged or was altered. See docs/runbooks/store.md.");
            }
        }
        return new EntryBundle(
                first / TileAddress.FULL_WIDTH,
                entries.stream().map(Entry::canonical).toList());
    }
}
