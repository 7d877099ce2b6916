package io.keywright.ledger.merkle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of up to 256 consecutive hashes of one level of the tree, see C2SP tlog-tiles. Immutable, equal by content. */
public final class Tile {

    private final TileAddress address;
    private final byte[] hashes;

    /** Takes {@code hashes} over: nobody may change them any more. */
    Tile(int level, long index, byte[] hashes) {
        this.address = new TileAddress(level, index, hashes.length / Hash.BYTES);
        this.hashes = hashes;
    }

    public TileAddress address() {
        return address;
    }

    /** A copy of the hashes, one after the other: width × 32 bytes, as tlog-tiles serves them. */
    public byte[] hashes() {
        return hashes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tile that && address.equals(that.address) && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.path();
    }
}
