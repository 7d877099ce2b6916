package io.keywright.ledger.merkle;

import java.util.List;

/** The roots of parts of a tree of one size, read from its tiles, each tile once. Keeps what it reads; belongs to one thread. */
public final class SubtreeRoots {

    private final TreeReader reader;

    /** Reads the tree of the first {@code size} leaves. */
    public SubtreeRoots(long size, TileSource tiles) {
        this.reader = new TreeReader(tiles, size);
    }

    /**
     * The roots of {@link CompleteSubtree#covering} these leaves.
     *
     * @param end at most the tree's size
     * @throws CorruptLogException if a tile is missing
     */
    public List<Hash> covering(long start, long end) {
        return CompleteSubtree.covering(start, end).stream()
                .map(subtree -> reader.subtree(subtree.start(), subtree.end()))
                .toList();
    }
}
