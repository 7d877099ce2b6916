package io.keywright.ledger.encoding;

import java.util.Base64;

/**
 * Base64 with the standard alphabet and padding (RFC 4648 section 4), read so that each value has one spelling only: no
 * missing padding, no line breaks, no bits set in what the padding cuts off.
 */
public final class StrictBase64 {

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
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("Base64 in another than its one canonical spelling");
        }
        return bytes;
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
