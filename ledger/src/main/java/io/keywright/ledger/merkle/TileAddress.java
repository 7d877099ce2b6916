package io.keywright.ledger.merkle;

import io.keywright.ledger.encoding.StrictDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tile of a log, in the terms of C2SP tlog-tiles.
 *
 * @param level 0 to 63; the tile's hashes are those of complete subtrees of 256^level leaves
 * @param index the tile's number within its level, from 0
 * @param width how many hashes, 1 to 256; a tile of 256 is full and never changes again
 */
public record TileAddress(int level, long index, int width) {

    /** How many hashes a full tile has. */
    public static final int FULL_WIDTH = 256;

    static final int HEIGHT = 8;

    private static final int MAX_LEVEL = 63;
    private static final Pattern PATH =
            Pattern.compile("tile/(\\d{1,2})/((?:x\\d{3}/){0,6}\\d{3})(?:\\.p/(\\d{1,3}))?");

    public TileAddress {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("no tile has level " + level + ", index " + index + ", width " + width);
        }
    }

    /** The address of the tile, as wide as it is in a tree of {@code size} leaves. */
    static TileAddress in(long size, int level, long index) {
        long width = hashes(size, level) - index * FULL_WIDTH;
        return new TileAddress(level, index, (int) Math.min(FULL_WIDTH, width));
    }

    /** How many hashes {@code level} has in a tree of {@code size} leaves: one for each complete subtree of 256^level. */
    static long hashes(long size, int level) {
        return size >>> (HEIGHT * level);
    }

    /** Whether a log of {@code size} leaves has this tile, or a wider one that begins with it. */
    public boolean isIn(long size) {
        long before = level < TileWriter.LEVELS ? hashes(size, level) - width : -1;
        return before >= 0 && index <= before / FULL_WIDTH;
    }

    public boolean full() {
        return width == FULL_WIDTH;
    }

    /** The path below the log's prefix, such as {@code tile/0/x001/234.p/5}. */
    public String path() {
        return "tile/" + level + "/" + elements();
    }

    /** The path of the entry bundle below this tile of level 0, such as {@code tile/entries/x001/234}. */
    String entriesPath() {
        return "tile/entries/" + elements();
    }

    private String elements() {
        StringBuilder elements = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            elements.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return elements + (full() ? "" : ".p/" + width);
    }

    /**
     * Reads what {@link #path()} makes.
     *
     * @throws IllegalArgumentException if {@code path} is spelt in any other way
     */
    public static TileAddress parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the path of a tile");
        }
        long index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
        int width = parts.group(3) == null ? FULL_WIDTH : (int) StrictDecimal.parse(parts.group(3));
        TileAddress address = new TileAddress((int) StrictDecimal.parse(parts.group(1)), index, width);
        if (!address.path().equals(path)) {
            throw new IllegalArgumentException("the path of a tile, in another than its one spelling");
        }
        return address;
    }
}
