package io.keywright.ledger.merkle;

import java.util.Arrays;

/**
 * The roots of the complete subtrees that a tree is made of, largest first: one for each bit that is set in its size.
 * They are all that is needed to append leaves and to tell the root. Mutable; made for one append, and thrown away.
 */
final class CompactRange {

    private final Hashing hashing = new Hashing();
    private final byte[] nodes;
    private int count;
    private long size;

    /**
     * The range of a tree.
     *
     * @param sizeAfter how large the tree may get
     */
    CompactRange(long size, byte[] nodes, long sizeAfter) {
        int mostNodes = Long.SIZE - Long.numberOfLeadingZeros(sizeAfter) + 1;
        this.nodes = Arrays.copyOf(nodes, mostNodes * Hash.BYTES);
        this.count = nodes.length / Hash.BYTES;
        this.size = size;
    }

    /** Appends a leaf, and tells {@code tiles} each hash that belongs into one. */
    void push(Hash leaf, TileWriter tiles) {
        leaf.copyTo(nodes, count * Hash.BYTES);
        tiles.add(0, nodes, count * Hash.BYTES);
        count++;
        int height = 0;
        for (long merges = size++; (merges & 1) == 1; merges >>>= 1) {
            count--;
            int merged = (count - 1) * Hash.BYTES;
            hashing.node(nodes, merged);
            if (++height % TileAddress.HEIGHT == 0) {
                tiles.add(height / TileAddress.HEIGHT, nodes, merged);
            }
        }
    }

    byte[] nodes() {
        return Arrays.copyOf(nodes, count * Hash.BYTES);
    }

    Hash root() {
        if (count == 0) {
            return hashing.empty();
        }
        byte[] pair = new byte[2 * Hash.BYTES];
        System.arraycopy(nodes, (count - 1) * Hash.BYTES, pair, 0, Hash.BYTES);
        for (int left = count - 2; left >= 0; left--) {
            System.arraycopy(pair, 0, pair, Hash.BYTES, Hash.BYTES);
            System.arraycopy(nodes, left * Hash.BYTES, pair, 0, Hash.BYTES);
            hashing.node(pair, 0);
        }
        return Hash.read(pair, 0);
    }
}
