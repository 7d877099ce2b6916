package io.keywright.core.foreign;

import java.util.stream.IntStream;

/**
 * Tells 32 or more bytes that somebody has thought up from random ones. Of random ones, less than one in 10^13 are taken for
 * such.
 */
final class Guessable {

    /** Of 32 random bytes about 30 differ. */
    private static final int LEAST_DIFFERENT = 16;

    private Guessable() {}

    /** Whether {@code bytes} may be random. */
    static boolean no(byte[] bytes) {
        return different(bytes) >= LEAST_DIFFERENT && !text(bytes) && !evenlySpaced(bytes);
    }

    private static long different(byte[] bytes) {
        return all(bytes).distinct().count();
    }

    /** Passwords, and keys that are still in hexadecimal digits or Base64. */
    private static boolean text(byte[] bytes) {
        return all(bytes).allMatch(value -> (value >= ' ' && value <= '~') || value == '\n' || value == '\r');
    }

    /** 00 01 02 and the like. */
    private static boolean evenlySpaced(byte[] bytes) {
        return IntStream.range(2, bytes.length)
                .allMatch(i -> (byte) (bytes[i] - bytes[i - 1]) == (byte) (bytes[1] - bytes[0]));
    }

    private static IntStream all(byte[] bytes) {
        return IntStream.range(0, bytes.length).map(i -> bytes[i]);
    }
}
