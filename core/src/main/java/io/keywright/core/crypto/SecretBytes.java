package io.keywright.core.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Secret bytes that cannot print themselves, compare in constant time and can be destroyed. The one way to read them is
 * {@link #expose}, so that every place that does can be searched for. Safe from any thread.
 */
public final class SecretBytes implements AutoCloseable {

    private final byte[] bytes;
    private boolean destroyed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes {@code bytes} over: the caller must forget the array, which {@link #close} fills with zeroes. */
    public static SecretBytes own(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** Copies {@code bytes}; wiping the original is left to the caller. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** What is done with exposed bytes. */
    @FunctionalInterface
    public interface Use<R, E extends Exception> {
        /** Reads {@code bytes}, which are valid during this call only and zeroed after it. */
        R with(byte[] bytes) throws E;
    }

    /**
     * Hands a copy of the bytes to {@code use} and zeroes that copy afterwards. Never hands out half-wiped bytes, also
     * if {@link #close} is called meanwhile.
     *
     * @throws KeyDestroyedException if they are destroyed
     */
    public <R, E extends Exception> R expose(Use<R, E> use) throws E {
        byte[] copy = copy();
        try {
            return use.with(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private synchronized byte[] copy() {
        if (destroyed) {
            throw new KeyDestroyedException();
        }
        return bytes.clone();
    }

    /** The number of bytes, which is not secret. */
    public int size() {
        return bytes.length;
    }

    public synchronized boolean destroyed() {
        return destroyed;
    }

    /** Fills the bytes with zeroes, for good. */
    @Override
    public synchronized void close() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Compares in a time that depends on the length only; destroyed secrets equal nothing but themselves. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof SecretBytes that && !destroyed() && !that.destroyed() && sameBytes(that);
    }

    private boolean sameBytes(SecretBytes that) {
        return expose(mine -> that.expose(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    /** Depends on the size only, as anything else would tell of the bytes. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + " bytes]";
    }
}
