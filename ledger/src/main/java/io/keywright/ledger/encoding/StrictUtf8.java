package io.keywright.ledger.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 that refuses what the JDK's conversions silently replace: malformed bytes, and surrogates without a partner. */
public final class StrictUtf8 {

    /** What the JDK's fast conversion puts in the place of whatever is malformed; well-formed text may hold it, too. */
    private static final char REPLACEMENT = '\uFFFD';

    private StrictUtf8() {}

    /**
     * Reads all of {@code bytes}.
     *
     * @throws IllegalArgumentException if they are not well-formed UTF-8
     */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * Reads the {@code length} bytes at {@code offset}.
     *
     * @throws IllegalArgumentException if they are not well-formed UTF-8
     */
    public static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes, offset, length);
    }

    private static String decodeStrictly(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not well-formed UTF-8", e);
        }
    }

    /**
     * The UTF-8 bytes of {@code text}.
     *
     * @throws IllegalArgumentException if it holds a surrogate without its partner
     */
    public static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a surrogate without its partner", e);
        }
    }
}
