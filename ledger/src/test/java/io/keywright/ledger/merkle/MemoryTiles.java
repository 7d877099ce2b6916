package io.keywright.ledger.merkle;

import io.keywright.ledger.encoding.StrictBase64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A store as the growth of a tree expects one: upserts what it is told, and keeps the leaves. */
public final class MemoryTiles implements TileSource {

    private final Map<List<Long>, byte[]> tiles = new HashMap<>();
    private final List<Hash> leaves = new ArrayList<>();
    private long reads;

    /** Commits a growth by these leaves, and answers the tree after. */
    public MerkleTree commit(Growth growth, List<Hash> leafHashes) {
        leaves.addAll(leafHashes);
        for (Tile tile : growth.tiles()) {
            tiles.put(key(tile.address().level(), tile.address().index()), tile.hashes());
        }
        return growth.tree();
    }

    /** Flips one bit of what is stored. */
    public void tamper(int level, long index, int bit) {
        byte[] tile = tiles.get(key(level, index));
        if (tile == null) {
            throw new IllegalArgumentException("no such tile");
        }
        tile[bit / 8] ^= (byte) (1 << bit % 8);
    }

    /** Forgets a tile. */
    public void lose(int level, long index) {
        tiles.remove(key(level, index));
    }

    /** What is stored, free to be compared. */
    Map<List<Long>, String> stored() {
        return tiles.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, tile -> StrictBase64.encode(tile.getValue())));
    }

    long reads() {
        return reads;
    }

    @Override
    public byte[] hashes(int level, long index, int width) {
        reads++;
        byte[] tile = tiles.get(key(level, index));
        if (tile == null && level == 0) {
            tile = lastLeaves(index);
        }
        if (tile == null || tile.length < width * Hash.BYTES) {
            throw new CorruptLogException("no tile of level " + level + ", index " + index + ", width " + width);
        }
        return Arrays.copyOf(tile, width * Hash.BYTES);
    }

    private byte[] lastLeaves(long index) {
        List<Hash> last = leaves.subList((int) index * TileAddress.FULL_WIDTH, leaves.size());
        byte[] hashes = new byte[last.size() * Hash.BYTES];
        for (int i = 0; i < last.size(); i++) {
            last.get(i).copyTo(hashes, i * Hash.BYTES);
        }
        return hashes;
    }

    private static List<Long> key(int level, long index) {
        return List.of((long) level, index);
    }
}
