package io.keywright.ledger.merkle;

import java.util.Arrays;

/**
 * Computes the root of a tree from the roots of its complete subtrees, put in from left to right: leaves where they are
 * known, and larger subtrees where only their hash is. So it proves any number of leaves at once, in constant memory.
 * Belongs to one thread.
 */
public final class RootBuilder {

    private static final int MOST_NODES = Long.SIZE + 1;

    private final Hashing hashing = new Hashing();
    private final byte[] nodes = new byte[MOST_NODES * Hash.BYTES];
    private int count;
    private long size;

    /** How many leaves the subtrees so far have. */
    public long size() {
        return size;
    }

    /**
     * Puts in the next subtree.
     *
     * @throws IllegalArgumentException unless it begins where the one before ended
     */
    public void push(CompleteSubtree subtree, Hash hash) {
        if (subtree.start() != size) {
            throw new IllegalArgumentException("the next subtree must begin at leaf " + size);
        }
        hash.copyTo(nodes, count * Hash.BYTES);
        count++;
        for (long merges = size >>> subtree.height(); (merges & 1) == 1; merges >>>= 1) {
            count--;
            hashing.node(nodes, (count - 1) * Hash.BYTES);
        }
        size = subtree.end();
    }

    /** The root of the tree so far. */
    public Hash root() {
        return new CompactRange(size, Arrays.copyOf(nodes, count * Hash.BYTES), size).root();
    }
}
