package io.keywright.ledger.encoding;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 with the standard alphabet and padding (RFC 4648 section 4), read so that each value has one spelling only: no
 * missing padding, no line breaks, no bits set in what the padding cuts off.
 */
public final class StrictBase64 {

    private static final int QUANTUM_BYTES = 3;
    private static final int QUANTUM_CHARACTERS = 4;

    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads what {@link #encode} makes.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static byte[] decode(String text) {
        byte[] bytes = decodeLeniently(text);
        if (text.length() % QUANTUM_CHARACTERS != 0 || !text.endsWith(end(bytes))) {
            throw new IllegalArgumentException("Base64 in another than its one canonical spelling");
        }
        return bytes;
    }

    /** The last characters that {@code bytes} must have, the only ones that bits without a meaning may hide in. */
    private static String end(byte[] bytes) {
        int rest = bytes.length % QUANTUM_BYTES;
        return rest == 0 ? "" : encode(Arrays.copyOfRange(bytes, bytes.length - rest, bytes.length));
    }

    /**
     * Like {@link #decode(String)}, for values whose length is known.
     *
     * @throws IllegalArgumentException also if there are more or fewer than {@code lengthBytes}
     */
    public static byte[] decode(String text, int lengthBytes) {
        byte[] bytes = decode(text);
        if (bytes.length != lengthBytes) {
            throw new IllegalArgumentException("Base64 must hold exactly " + lengthBytes + " bytes");
        }
        return bytes;
    }

    private static byte[] decodeLeniently(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not Base64 of RFC 4648 section 4", e);
        }
    }
}
