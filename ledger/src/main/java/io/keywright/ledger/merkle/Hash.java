package io.keywright.ledger.merkle;

import io.keywright.ledger.encoding.StrictBase64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes, immutable, equal by content. Hashes of a public log are no secret; nothing here is constant-time. */
public final class Hash {

    public static final int BYTES = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Hash(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /**
     * The hash that these bytes are.
     *
     * @throws IllegalArgumentException unless {@code bytes} are exactly 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash must have exactly " + BYTES + " bytes");
        }
        return read(bytes, 0);
    }

    /** The hash that stands in {@code source} from {@code offset} on. */
    public static Hash read(byte[] source, int offset) {
        return new Hash(
                (long) LONGS.get(source, offset),
                (long) LONGS.get(source, offset + 8),
                (long) LONGS.get(source, offset + 16),
                (long) LONGS.get(source, offset + 24));
    }

    /**
     * Reads what {@link #toString()} makes.
     *
     * @throws IllegalArgumentException unless {@code base64} is the strict Base64 of 32 bytes
     */
    public static Hash parse(String base64) {
        return of(StrictBase64.decode(base64, BYTES));
    }

    /** Writes the 32 bytes into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        LONGS.set(target, offset, first);
        LONGS.set(target, offset + 8, second);
        LONGS.set(target, offset + 16, third);
        LONGS.set(target, offset + 24, fourth);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        copyTo(bytes, 0);
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** The hash in Base64, as notes and proofs spell it. */
    @Override
    public String toString() {
        return StrictBase64.encode(toBytes());
    }
}
