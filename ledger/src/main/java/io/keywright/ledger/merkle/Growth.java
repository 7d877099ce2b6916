package io.keywright.ledger.merkle;

import java.util.List;

/**
 * What one append makes of a tree. Nothing has happened yet: persist the tiles with the leaves and the head in one
 * transaction, then go on with {@code tree}; if the transaction fails, forget this and go on with the tree before.
 *
 * @param tree the tree with the new leaves
 * @param tiles what to write: every tile that became full, and of levels 1 and above the last, partial tile if it
 *     changed, which replaces a narrower one of the same level and index. The partial tile of level 0 is not among them.
 */
public record Growth(MerkleTree tree, List<Tile> tiles) {

    public Growth {
        tiles = List.copyOf(tiles);
    }
}
