package io.keywright.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A subtree of 2^{@code height} leaves.
 *
 * @param start its first leaf, a multiple of its size
 */
public record CompleteSubtree(long start, int height) {

    /** The most that a tree of 2^63 leaves can have. */
    private static final int HIGHEST = 62;

    public CompleteSubtree {
        if (height < 0 || height > HIGHEST || start < 0 || start % (1L << height) != 0) {
            throw new IllegalArgumentException("no complete subtree begins there");
        }
    }

    /** The leaf after its last one. */
    public long end() {
        return start + (1L << height);
    }

    /**
     * The fewest complete subtrees that hold the leaves from {@code start} to before {@code end} and no others, left to
     * right. There is one answer only.
     */
    public static List<CompleteSubtree> covering(long start, long end) {
        List<CompleteSubtree> subtrees = new ArrayList<>();
        long next = start;
        while (next < end) {
            CompleteSubtree subtree = new CompleteSubtree(next, largest(next, end - next));
            subtrees.add(subtree);
            next = subtree.end();
        }
        return subtrees;
    }

    private static int largest(long start, long leaves) {
        int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(leaves);
        return start == 0 ? fitting : Math.min(fitting, Long.numberOfTrailingZeros(start));
    }
}
