package io.keywright.ledger.json;

import io.keywright.ledger.encoding.StrictUtf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A growing buffer of RFC 8785 JSON. Strings are escaped as its section 3.2.2.2 says, everything else is UTF-8. */
public final class JsonWriter {

    /** The most characters that a string may have, so that all of them escaped still fit a buffer. */
    public static final int MAX_STRING = 1 << 24;

    /** The largest number that every reader of JSON reads as it is (RFC 8785, section 3.2.2.3). */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final String SHORT_ESCAPED = "\b\t\n\f\r\"\\";
    private static final String SHORT_ESCAPES = "btnfr\"\\";

    private static final byte[] CONTROL_ESCAPE = ascii("\\u00");

    /** As a backslash, u and four digits. */
    private static final int MOST_PER_BYTE = 6;

    private static final int UUID_CHARACTERS = 36;

    private byte[] bytes;
    private int length;

    /** @param expectedBytes how much to make room for at first */
    public JsonWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, until something else is; not a copy. */
    public ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Begins anew, in the same buffer. */
    public void clear() {
        length = 0;
    }

    /** Bytes that are JSON already. */
    public void raw(byte[] literal) {
        ensure(literal.length);
        System.arraycopy(literal, 0, bytes, length, literal.length);
        length += literal.length;
    }

    /** A whole number from 0 to {@link #MAX_NUMBER}. */
    public void decimal(long value) {
        if (value < 0 || value > MAX_NUMBER) {
            throw new IllegalArgumentException("a number must not be negative, nor more than " + MAX_NUMBER);
        }
        raw(ascii(Long.toString(value)));
    }

    /** A whole number from {@code -MAX_NUMBER} to {@link #MAX_NUMBER}. */
    void whole(long value) {
        if (value < -MAX_NUMBER || value > MAX_NUMBER) {
            throw new IllegalArgumentException("a whole number must not be beyond " + MAX_NUMBER);
        }
        raw(ascii(Long.toString(value)));
    }

    /** One ASCII character, to be followed by no more than was ensured for. */
    public void put(char ascii) {
        bytes[length++] = (byte) ascii;
    }

    /** Makes room for {@code more} bytes. */
    public void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** As a string, in Base64 with padding (RFC 4648, section 4). */
    public void base64(byte[] value) {
        byte[] text = Base64.getEncoder().encode(value);
        ensure(text.length + 2);
        put('"');
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        put('"');
    }

    /** As a string, in lower case. */
    public void uuid(UUID value) {
        ensure(UUID_CHARACTERS + 2);
        long most = value.getMostSignificantBits();
        long least = value.getLeastSignificantBits();
        put('"');
        hex(most, 64, 32);
        put('-');
        hex(most, 32, 16);
        put('-');
        hex(most, 16, 0);
        put('-');
        hex(least, 64, 48);
        put('-');
        hex(least, 48, 0);
        put('"');
    }

    /** The bits of {@code value} below {@code from}, down to {@code to}. */
    private void hex(long value, int from, int to) {
        byte[] target = bytes;
        int at = length;
        for (int shift = from - 4; shift >= to; shift -= 4) {
            target[at++] = HEX[(int) (value >>> shift) & 0xf];
        }
        length = at;
    }

    /** Escaped no more than RFC 8785 wants. */
    public void string(String value) {
        if (value.length() > MAX_STRING) {
            throw new IllegalArgumentException("a string must not have more than " + MAX_STRING + " characters");
        }
        ensure(value.length() + 2);
        put('"');
        int plain = plainPrefix(value);
        if (plain < value.length()) {
            escaped(value.substring(plain));
        }
        ensure(1);
        put('"');
    }

    /** Writes {@code value} up to the first character that does not stand for itself in one byte. */
    private int plainPrefix(String value) {
        byte[] target = bytes;
        int at = length;
        int i = 0;
        for (; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            target[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    /** Writes {@code rest} in UTF-8. What must be escaped is ASCII, so bytes can be looked at one by one. */
    private void escaped(String rest) {
        byte[] utf8 = StrictUtf8.encode(rest);
        ensure(MOST_PER_BYTE * utf8.length);
        for (byte next : utf8) {
            int escape = SHORT_ESCAPED.indexOf(next);
            if (escape >= 0) {
                put('\\');
                put(SHORT_ESCAPES.charAt(escape));
            } else if (next >= 0 && next < ' ') {
                controlEscape(next);
            } else {
                bytes[length++] = next;
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void controlEscape(byte control) {
        raw(CONTROL_ESCAPE);
        bytes[length++] = HEX[control >>> 4];
        bytes[length++] = HEX[control & 0xf];
    }
}
