package io.keywright.ledger.encoding;

/** Non-negative decimal numbers in ASCII digits, without sign and without leading zeroes. */
public final class StrictDecimal {

    private static final int MAX_DIGITS = 19;

    private StrictDecimal() {}

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if {@code text} is spelt otherwise, or above {@link Long#MAX_VALUE}
     */
    public static long parse(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            throw malformed();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * 10 + digit(text.charAt(i));
        }
        if (value < 0) {
            throw malformed();
        }
        return value;
    }

    private static int digit(char c) {
        if (c < '0' || c > '9') {
            throw malformed();
        }
        return c - '0';
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "must be a decimal number up to " + Long.MAX_VALUE + " without sign or leading zeroes");
    }
}
