package io.keywright.ledger.evidence;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.SubtreeRoots;
import io.keywright.ledger.merkle.TileSource;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes {@link EvidenceFiles#TREE}: the roots of the complete subtrees between the receipts. One proof for all receipts,
 * as small as any can be; where all leaves are the tenant's it is next to nothing.
 */
public final class ReceiptProof {

    /** How many receipts share what is read of the tiles; bounds what is kept in memory. */
    private static final int SHARING = 4096;

    private final long size;
    private final TileSource tiles;
    private final OutputStream target;
    private SubtreeRoots roots;
    private long next;
    private int shared;

    /**
     * A proof in the tree of the first {@code size} leaves.
     *
     * @param tiles of a tree at least as large
     */
    public ReceiptProof(long size, TileSource tiles, OutputStream target) {
        this.size = size;
        this.tiles = tiles;
        this.target = target;
        this.roots = new SubtreeRoots(size, tiles);
    }

    /** Takes in the receipt at {@code index}, which is greater than the one before. */
    public void add(long index) throws IOException {
        skipTo(index);
        next = index + 1;
        if (++shared == SHARING) {
            roots = new SubtreeRoots(size, tiles);
            shared = 0;
        }
    }

    /** Completes the proof up to the tree's last leaf. */
    public void finish() throws IOException {
        skipTo(size);
    }

    private void skipTo(long end) throws IOException {
        for (Hash root : roots.covering(next, end)) {
            target.write(root.toBytes());
        }
    }
}
