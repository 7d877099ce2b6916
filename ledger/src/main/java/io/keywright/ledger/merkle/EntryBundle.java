package io.keywright.ledger.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The data of up to 256 consecutive leaves, whose hashes are one tile of level 0 (C2SP tlog-tiles, "Log entries"): for each
 * leaf its length in two bytes, big-endian, and its bytes.
 *
 * @param index the bundle's number, from 0; its first leaf is index × 256
 * @param leaves 1 to 256, each up to 65,535 bytes
 */
public record EntryBundle(long index, List<byte[]> leaves) {

    private static final int LENGTH_BYTES = 2;
    private static final int LONGEST = 0xffff;

    public EntryBundle {
        leaves = List.copyOf(leaves);
        new TileAddress(0, index, leaves.size());
        if (leaves.stream().anyMatch(leaf -> leaf.length > LONGEST)) {
            throw new IllegalArgumentException("a leaf of more than " + LONGEST + " bytes fits in no bundle");
        }
    }

    /**
     * Reads what {@link #bytes()} makes. Checks no hash.
     *
     * @throws IllegalArgumentException if the bytes are no leaves, or too few or too many
     */
    public static EntryBundle parse(long index, byte[] bytes) {
        List<byte[]> leaves = new ArrayList<>();
        int at = 0;
        while (at < bytes.length && leaves.size() < TileAddress.FULL_WIDTH) {
            int length = at + 1 < bytes.length ? ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff) : LONGEST;
            if (length > bytes.length - at - LENGTH_BYTES) {
                throw new IllegalArgumentException("the bundle ends within leaf " + leaves.size());
            }
            leaves.add(Arrays.copyOfRange(bytes, at + LENGTH_BYTES, at + LENGTH_BYTES + length));
            at += LENGTH_BYTES + length;
        }
        if (at < bytes.length) {
            throw new IllegalArgumentException("there is more in the bundle than leaves");
        }
        return new EntryBundle(index, leaves);
    }

    /** Which tile has the hashes of these leaves. */
    public TileAddress tile() {
        return new TileAddress(0, index, leaves.size());
    }

    /** The path below the log's prefix, such as {@code tile/entries/x001/234}. */
    public String path() {
        return path(tile());
    }

    /** The path of the bundle below a tile of level 0. */
    public static String path(TileAddress tile) {
        return tile.entriesPath();
    }

    /** The bundle as tlog-tiles serves it. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            bytes.write(leaf.length >>> 8);
            bytes.write(leaf.length);
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }

    /** The hashes of the leaves. */
    public List<Hash> leafHashes() {
        Hashing hashing = new Hashing();
        return leaves.stream().map(hashing::leaf).toList();
    }

    /** The hashes of the leaves, one after the other, as the tile has them. */
    public byte[] hashes() {
        byte[] hashes = new byte[leaves.size() * Hash.BYTES];
        int at = 0;
        for (Hash leaf : leafHashes()) {
            leaf.copyTo(hashes, at);
            at += Hash.BYTES;
        }
        return hashes;
    }
}
