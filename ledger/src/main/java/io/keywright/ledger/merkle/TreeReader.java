package io.keywright.ledger.merkle;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** Reads the hashes of a tree of one size from its tiles; each tile is fetched once. Belongs to one thread. */
final class TreeReader {

    private final TileSource source;
    private final long size;
    private final Hashing hashing = new Hashing();
    private final Map<TileAddress, byte[]> fetched = new HashMap<>();

    TreeReader(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** The root of the subtree above the leaves from {@code start} to before {@code end}, split as RFC 6962 does. */
    Hash subtree(long start, long end) {
        long leaves = end - start;
        if (Long.bitCount(leaves) == 1) {
            return complete(Long.numberOfTrailingZeros(leaves), start / leaves);
        }
        long middle = start + split(leaves);
        return hashing.node(subtree(start, middle), subtree(middle, end));
    }

    /** The largest power of two below {@code leaves}, which are at least 2. */
    static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** The root of the {@code index}-th complete subtree of 2^{@code height} leaves. */
    private Hash complete(int height, long index) {
        int level = height / TileAddress.HEIGHT;
        int count = 1 << height % TileAddress.HEIGHT;
        long first = index * count;
        byte[] tile = fetch(TileAddress.in(size, level, first / TileAddress.FULL_WIDTH));
        return hashing.subtree(tile, (int) (first % TileAddress.FULL_WIDTH) * Hash.BYTES, count);
    }

    /** The nodes of the tree's {@link CompactRange}. */
    byte[] compactRange() {
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        long start = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            long end = start + Long.highestOneBit(rest);
            nodes.writeBytes(subtree(start, end).toBytes());
            start = end;
        }
        return nodes.toByteArray();
    }

    /** The partial tile of each level, empty where there is none. */
    byte[][] partialTiles() {
        byte[][] partials = new byte[TileWriter.LEVELS][];
        for (int level = 0; level < TileWriter.LEVELS; level++) {
            long count = TileAddress.hashes(size, level);
            partials[level] = count % TileAddress.FULL_WIDTH == 0
                    ? TileWriter.NO_HASHES
                    : fetch(TileAddress.in(size, level, count / TileAddress.FULL_WIDTH));
        }
        return partials;
    }

    private byte[] fetch(TileAddress tile) {
        return fetched.computeIfAbsent(tile, this::read);
    }

    private byte[] read(TileAddress tile) {
        byte[] hashes = source.hashes(tile.level(), tile.index(), tile.width());
        if (hashes.length != tile.width() * Hash.BYTES) {
            throw new CorruptLogException(
                    tile.path() + " must have " + tile.width() * Hash.BYTES + " bytes, but has " + hashes.length);
        }
        return hashes;
    }
}
