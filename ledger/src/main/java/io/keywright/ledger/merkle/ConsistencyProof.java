package io.keywright.ledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * That a tree has grown from a smaller one by appending only (RFC 6962 section 2.1.2, RFC 9162 section 2.1.4). May come
 * from anybody: nothing is checked before {@link #verify}, which answers for whatever it is given and never throws.
 *
 * @param firstSize how many leaves the smaller tree has
 * @param secondSize how many leaves the larger tree has
 * @param path the hashes in RFC 6962's order; none if the sizes are the same or the smaller tree is empty
 */
public record ConsistencyProof(long firstSize, long secondSize, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Proves the tree of the first {@code firstSize} leaves a prefix of that of the first {@code secondSize}. Reads at
     * most two tiles for each level.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ firstSize ≤ secondSize
     * @throws CorruptLogException if a tile is missing
     */
    public static ConsistencyProof of(long firstSize, long secondSize, TileSource tiles) {
        if (firstSize < 0 || firstSize > secondSize) {
            throw new IndexOutOfBoundsException("size " + firstSize + " of " + secondSize);
        }
        List<Hash> path = firstSize == 0 ? List.of() : path(firstSize, secondSize, new TreeReader(tiles, secondSize));
        return new ConsistencyProof(firstSize, secondSize, path);
    }

    private static List<Hash> path(long firstSize, long secondSize, TreeReader reader) {
        List<Hash> path = new ArrayList<>();
        long start = 0;
        long end = secondSize;
        while (end != firstSize) {
            long middle = start + TreeReader.split(end - start);
            if (firstSize <= middle) {
                path.add(reader.subtree(middle, end));
                end = middle;
            } else {
                path.add(reader.subtree(start, middle));
                start = middle;
            }
        }
        if (start != 0) {
            path.add(reader.subtree(start, end));
        }
        Collections.reverse(path);
        return path;
    }

    /** Whether the tree with {@code secondRoot} begins with all of the tree with {@code firstRoot}. */
    public boolean verify(Hash firstRoot, Hash secondRoot) {
        if (firstSize < 0 || firstSize > secondSize) {
            return false;
        }
        if (firstSize == 0) {
            return path.isEmpty()
                    && firstRoot.equals(new Hashing().empty())
                    && (secondSize > 0 || firstRoot.equals(secondRoot));
        }
        if (firstSize == secondSize) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        return !path.isEmpty() && leadsTo(firstRoot, secondRoot);
    }

    /** RFC 9162 section 2.1.4.2, from step 2 on. */
    private boolean leadsTo(Hash firstRoot, Hash secondRoot) {
        boolean firstIsComplete = Long.bitCount(firstSize) == 1;
        Hash first = firstIsComplete ? firstRoot : path.get(0);
        Hash second = first;
        Hashing hashing = new Hashing();
        Ascent ascent = new Ascent(firstSize - 1, secondSize - 1);
        ascent.skipRightChildren();
        for (Hash sibling : firstIsComplete ? path : path.subList(1, path.size())) {
            if (ascent.done()) {
                return false;
            }
            if (ascent.siblingIsLeft()) {
                first = hashing.node(sibling, first);
                second = hashing.node(sibling, second);
            } else {
                second = hashing.node(second, sibling);
            }
            ascent.step();
        }
        return ascent.done() && first.equals(firstRoot) && second.equals(secondRoot);
    }
}
