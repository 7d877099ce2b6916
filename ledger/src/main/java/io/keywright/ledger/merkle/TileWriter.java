package io.keywright.ledger.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects, during one append, the tiles that complete subtrees go into. The partial tiles it starts from stay as they
 * are; each array is made once, as long as it will be when the append is over.
 */
final class TileWriter {

    /** Levels 0 to 7 hold every tree of up to 2^63 leaves. */
    static final int LEVELS = 8;

    static final byte[] NO_HASHES = {};

    private final byte[][] open;
    private final long[] counts = new long[LEVELS];
    private final long sizeBefore;
    private final long sizeAfter;
    private final List<Tile> full = new ArrayList<>(2);

    TileWriter(byte[][] partials, long sizeBefore, long sizeAfter) {
        this.open = partials.clone();
        this.sizeBefore = sizeBefore;
        this.sizeAfter = sizeAfter;
        for (int level = 0; level < LEVELS; level++) {
            counts[level] = TileAddress.hashes(sizeBefore, level);
        }
    }

    /** Appends the hash that stands in {@code source} at {@code offset} to the last tile of {@code level}. */
    void add(int level, byte[] source, int offset) {
        long count = counts[level]++;
        int width = (int) (count % TileAddress.FULL_WIDTH);
        byte[] tile = room(level, width, count);
        System.arraycopy(source, offset, tile, width * Hash.BYTES, Hash.BYTES);
        if (width == TileAddress.FULL_WIDTH - 1) {
            full.add(new Tile(level, count / TileAddress.FULL_WIDTH, tile));
            open[level] = NO_HASHES;
        }
    }

    private byte[] room(int level, int width, long count) {
        if (open[level].length == width * Hash.BYTES) {
            long still = TileAddress.hashes(sizeAfter, level) - count;
            int finalWidth = (int) Math.min(TileAddress.FULL_WIDTH, width + still);
            open[level] = Arrays.copyOf(open[level], finalWidth * Hash.BYTES);
        }
        return open[level];
    }

    /** The partial tile of each level. */
    byte[][] partials() {
        return open;
    }

    /** The tiles to persist, see {@link Growth}. */
    List<Tile> written() {
        List<Tile> tiles = new ArrayList<>(full);
        for (int level = 1; level < LEVELS; level++) {
            boolean changed = counts[level] > TileAddress.hashes(sizeBefore, level);
            if (changed && open[level].length > 0) {
                tiles.add(new Tile(level, counts[level] / TileAddress.FULL_WIDTH, open[level]));
            }
        }
        return tiles;
    }
}
