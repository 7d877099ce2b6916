package io.keywright.ledger.json;

import io.keywright.ledger.encoding.StrictUtf8;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON whose members and their order are known, from bytes that may come from anybody. Refuses by
 * {@link IllegalArgumentException}, naming the offset, whatever it does not expect.
 */
public final class JsonReader {

    private static final String SHORT_ESCAPES = "btnfr\"\\";
    private static final String SHORT_ESCAPED = "\b\t\n\f\r\"\\";
    private static final String CONTROL_ESCAPE = "u00";

    private final byte[] bytes;
    private int at;

    /** @param bytes of one document */
    public JsonReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Steps over {@code literal}, which must come next. */
    public void expect(String literal) {
        if (!skip(literal)) {
            throw malformed("expected " + literal);
        }
    }

    /** Steps over {@code literal} if it comes next. */
    public boolean skip(String literal) {
        if (bytes.length - at < literal.length()) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (bytes[at + i] != literal.charAt(i)) {
                return false;
            }
        }
        at += literal.length();
        return true;
    }

    /** Passes at the end of the document only. */
    public void expectEnd() {
        if (at != bytes.length) {
            throw malformed("expected nothing more");
        }
    }

    /** Null if the literal comes next, else what {@code value} reads. */
    public <T> @Nullable T orNull(Function<JsonReader, T> value) {
        return skip("null") ? null : value.apply(this);
    }

    /** Steps over {@code true} or {@code false}. */
    public boolean bool() {
        if (skip("true")) {
            return true;
        }
        expect("false");
        return false;
    }

    /** Like {@link #number()}, for what fits an {@code int}. */
    public int decimal() {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw malformed("expected a number up to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Digits up to the first byte that is none. Leading zeroes are left to the comparison with the canonical form. */
    public long number() {
        int start = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && value <= JsonWriter.MAX_NUMBER) {
            value = value * 10 + bytes[at++] - '0';
        }
        if (at == start || value > JsonWriter.MAX_NUMBER) {
            throw malformed("expected a number up to " + JsonWriter.MAX_NUMBER);
        }
        return value;
    }

    /** Whether the next byte is {@code ascii}; does not step over it. */
    boolean at(char ascii) {
        return at < bytes.length && bytes[at] == ascii;
    }

    /** Steps over a string that is escaped no more than RFC 8785 wants. */
    public String string() {
        expect("\"");
        int start = at;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        if (at < bytes.length && bytes[at] == '"') {
            return StrictUtf8.decode(bytes, start, at++ - start);
        }
        ByteArrayOutputStream unescaped = new ByteArrayOutputStream();
        unescaped.write(bytes, start, at - start);
        return unescape(unescaped);
    }

    private String unescape(ByteArrayOutputStream unescaped) {
        while (at < bytes.length) {
            byte next = bytes[at++];
            if (next == '"') {
                return StrictUtf8.decode(unescaped.toByteArray());
            }
            unescaped.write(next == '\\' ? escape() : next);
        }
        throw malformed("expected the end of a string");
    }

    private int escape() {
        if (skip(CONTROL_ESCAPE)) {
            return hexDigit() * 16 + hexDigit();
        }
        int kind = at < bytes.length ? SHORT_ESCAPES.indexOf(bytes[at++]) : -1;
        if (kind < 0) {
            throw malformed("expected an escape that RFC 8785 uses");
        }
        return SHORT_ESCAPED.charAt(kind);
    }

    private int hexDigit() {
        int digit = at < bytes.length ? Character.digit(bytes[at++], 16) : -1;
        if (digit < 0) {
            throw malformed("expected a hexadecimal digit");
        }
        return digit;
    }

    private IllegalArgumentException malformed(String expectation) {
        return new IllegalArgumentException(expectation + " at byte " + at);
    }
}
