package io.keywright.ledger.merkle;

/** Where the tiles of a log are kept. Port: the store implements it. */
@FunctionalInterface
public interface TileSource {

    /**
     * The first {@code width} hashes of a tile. A tile never loses or changes a hash, it only grows; a source that holds a
     * wider one answers its first hashes. The partial tile of level 0 need not be kept: its hashes are those of the
     * log's last leaves.
     *
     * @param level 0 for the hashes of leaves, see {@link TileAddress}
     * @param index the tile's number within its level, from 0
     * @param width how many hashes are asked for, 1 to 256
     * @return exactly {@code width} × 32 bytes, which the source will not change any more
     * @throws CorruptLogException if the tile is missing, or narrower than asked for
     */
    byte[] hashes(int level, long index, int width);
}
