package io.keywright.ledger.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Numbers as RFC 8785 section 3.2.2.3 spells them: the shortest decimal that is read as the same IEEE 754 double, in the
 * layout of ECMA-262 section 6.1.6.1.20, Number::toString.
 */
final class JsonNumber {

    /** Where the decimal point may stand at most before the exponent form begins. */
    private static final int MOST_DIGITS_BEFORE_POINT = 21;

    private static final int MOST_ZEROES_AFTER_POINT = 6;

    private JsonNumber() {}

    /**
     * The one spelling of {@code value}.
     *
     * @throws IllegalArgumentException if it is infinite or not a number
     */
    static String spell(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number must be finite");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        return (value < 0 ? "-" : "") + layOut(digits, digits.length() - shortest.scale());
    }

    /**
     * {@link Double#toString} finds the shortest since Java 19, except that it prefers two digits that are closer to one digit
     * that is enough: 4.9E-324, not 5E-324.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return decimal.precision() == 2 ? oneDigit(decimal, value).orElse(decimal) : decimal;
    }

    private static Optional<BigDecimal> oneDigit(BigDecimal decimal, double value) {
        return Stream.of(RoundingMode.DOWN, RoundingMode.UP)
                .map(mode -> decimal.round(new MathContext(1, mode)).stripTrailingZeros())
                .filter(rounded -> rounded.doubleValue() == value)
                .min(Comparator.comparing(
                        rounded -> rounded.subtract(new BigDecimal(value)).abs()));
    }

    /** @param point how many of the digits stand before the decimal point; negative for zeroes after it */
    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= MOST_DIGITS_BEFORE_POINT) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= MOST_DIGITS_BEFORE_POINT) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-MOST_ZEROES_AFTER_POINT < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    }
}
