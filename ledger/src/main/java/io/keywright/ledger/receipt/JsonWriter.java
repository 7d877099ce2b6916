package io.keywright.ledger.receipt;

import io.keywright.ledger.encoding.StrictUtf8;
import java.util.Arrays;
import java.util.UUID;

/** A growing buffer of RFC 8785 JSON. Strings are escaped as its section 3.2.2.2 says, everything else is UTF-8. */
final class JsonWriter {

    private static final byte[] HEX = Literals.ascii("0123456789abcdef");
    private static final String SHORT_ESCAPED = "\b\t\n\f\r\"\\";
    private static final String SHORT_ESCAPES = "btnfr\"\\";

    private static final byte[] CONTROL_ESCAPE = Literals.ascii("\\u00");

    /** As a backslash, u and four digits. */
    private static final int MOST_PER_BYTE = 6;

    private static final int UUID_CHARACTERS = 36;

    private byte[] bytes;
    private int length;

    JsonWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void raw(byte[] literal) {
        ensure(literal.length);
        System.arraycopy(literal, 0, bytes, length, literal.length);
        length += literal.length;
    }

    void decimal(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("a size must not be negative");
        }
        raw(Literals.ascii(Integer.toString(value)));
    }

    /** One ASCII character, to be followed by no more than was ensured for. */
    void put(char ascii) {
        bytes[length++] = (byte) ascii;
    }

    void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    void uuid(UUID value) {
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

    void string(String value) {
        if (value.length() > CanonicalReceipt.MAX_BYTES) {
            throw new IllegalArgumentException("a string that is too long for a receipt");
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

    private void controlEscape(byte control) {
        raw(CONTROL_ESCAPE);
        bytes[length++] = HEX[control >>> 4];
        bytes[length++] = HEX[control & 0xf];
    }
}
