package io.keywright.ledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * That a leaf is in a tree (RFC 6962 section 2.1.1, RFC 9162 section 2.1.3). May come from anybody: nothing is checked
 * before {@link #verify}, which answers for whatever it is given and never throws.
 *
 * @param index the leaf's number, from 0
 * @param size how many leaves the tree has
 * @param path the hashes beside the way from the leaf to the root, the leaf's sibling first
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Proves leaf {@code index} in the tree of the first {@code size} leaves. Reads at most two tiles for each level.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ index &lt; size
     * @throws CorruptLogException if a tile is missing
     */
    public static InclusionProof of(long index, long size, TileSource tiles) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
        }
        TreeReader reader = new TreeReader(tiles, size);
        List<Hash> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + TreeReader.split(end - start);
            if (index < middle) {
                path.add(reader.subtree(middle, end));
                end = middle;
            } else {
                path.add(reader.subtree(start, middle));
                start = middle;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(index, size, path);
    }

    /** Whether the tree with {@code root} has {@code leafHash} at this index. */
    public boolean verify(Hash leafHash, Hash root) {
        return root(leafHash).filter(root::equals).isPresent();
    }

    /**
     * The root that the path leads to from {@code leafHash} (RFC 9162 section 2.1.3.2), or empty if there is no such
     * index, or if the path is too short or too long for it.
     */
    public Optional<Hash> root(Hash leafHash) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        Hashing hashing = new Hashing();
        Ascent ascent = new Ascent(index, size - 1);
        Hash node = leafHash;
        for (Hash sibling : path) {
            if (ascent.done()) {
                return Optional.empty();
            }
            node = ascent.siblingIsLeft() ? hashing.node(sibling, node) : hashing.node(node, sibling);
            ascent.step();
        }
        return ascent.done() ? Optional.of(node) : Optional.empty();
    }
}
