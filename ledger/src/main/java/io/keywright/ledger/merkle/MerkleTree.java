package io.keywright.ledger.merkle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An append-only Merkle tree (RFC 6962 section 2.1) at one size: immutable, free to be shared between threads, and cheap
 * to make from the one before. It holds the tree's right edge only, at most 66 KiB whatever the size; everything left of
 * it is in the tiles that {@link #append} hands out.
 */
public final class MerkleTree {

    private final long size;
    private final byte[] range;
    private final byte[][] partials;
    private final Hash root;

    private MerkleTree(long size, CompactRange range, byte[][] partials) {
        this.size = size;
        this.range = range.nodes();
        this.partials = partials;
        this.root = range.root();
    }

    /** The tree without leaves. */
    public static MerkleTree empty() {
        byte[][] partials = new byte[TileWriter.LEVELS][];
        Arrays.fill(partials, TileWriter.NO_HASHES);
        return new MerkleTree(0, new CompactRange(0, TileWriter.NO_HASHES, 0), partials);
    }

    /**
     * The tree of {@code size} leaves, read from its partial tiles: at most one for each level, the one of level 0
     * included, which the source makes of the last {@code size} mod 256 leaves.
     *
     * @param root the root that was persisted with the size
     * @throws CorruptLogException if the tiles do not have that root
     */
    public static MerkleTree restore(long size, Hash root, TileSource tiles) {
        if (size < 0) {
            throw new CorruptLogException("no log has " + size + " leaves");
        }
        TreeReader reader = new TreeReader(tiles, size);
        MerkleTree tree =
                new MerkleTree(size, new CompactRange(size, reader.compactRange(), size), reader.partialTiles());
        if (!tree.root.equals(root)) {
            throw new CorruptLogException("the tiles of size " + size + " have the root " + tree.root
                    + ", but the persisted head says " + root);
        }
        return tree;
    }

    /**
     * The root of the first {@code size} leaves, read from the tiles of a tree of at least that size.
     *
     * @throws CorruptLogException if a tile is missing
     */
    public static Hash root(long size, TileSource tiles) {
        return size == 0 ? new Hashing().empty() : new TreeReader(tiles, size).subtree(0, size);
    }

    /** How many leaves. */
    public long size() {
        return size;
    }

    /** The root hash; SHA-256 of nothing if the tree is empty. */
    public Hash root() {
        return root;
    }

    /**
     * What the tree becomes with these leaves at its end; this tree stays as it is. Costs about one node hash for each
     * leaf and copies at most one tile.
     *
     * @param leafHashes see {@link Hashing#leaf}
     */
    public Growth append(List<Hash> leafHashes) {
        long sizeAfter = Math.addExact(size, leafHashes.size());
        TileWriter tiles = new TileWriter(partials, size, sizeAfter);
        CompactRange grown = new CompactRange(size, range, sizeAfter);
        for (Hash leaf : leafHashes) {
            grown.push(leaf, tiles);
        }
        return new Growth(new MerkleTree(sizeAfter, grown, tiles.partials()), tiles.written());
    }

    /**
     * All tiles of this tree: its partial ones from memory, everything else from {@code persisted}. With it proofs for
     * this size need no partial tile of the store.
     */
    public TileSource tiles(TileSource persisted) {
        return (level, index, width) -> holds(level, index, width)
                ? Arrays.copyOf(partials[level], width * Hash.BYTES)
                : persisted.hashes(level, index, width);
    }

    /** The partial tiles of levels 1 and above, which a store of this tree must have. */
    public List<Tile> partialTiles() {
        return IntStream.range(1, TileWriter.LEVELS)
                .filter(level -> partials[level].length > 0)
                .mapToObj(level -> new Tile(level, lastTile(level), partials[level]))
                .toList();
    }

    private boolean holds(int level, long index, int width) {
        return level < TileWriter.LEVELS && index == lastTile(level) && width * Hash.BYTES <= partials[level].length;
    }

    private long lastTile(int level) {
        return TileAddress.hashes(size, level) / TileAddress.FULL_WIDTH;
    }

    @Override
    public String toString() {
        return size + " " + root;
    }
}
