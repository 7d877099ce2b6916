package io.keywright.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The RFC's own examples, and another implementation beside ours. */
class Rfc8785VectorsTest {

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static String written(Map<String, Object> object) {
        return new String(CanonicalJson.write(object), UTF_8);
    }

    /** Section 3.2.2 and what 3.2.3 makes of it. */
    @Test
    void theExampleOfTheRfc() {
        assertThat(written(object(
                        "numbers",
                        List.of(
                                Double.parseDouble("333333333.33333329"),
                                1E30,
                                4.50,
                                2e-3,
                                0.000000000000000000000000001),
                        "string",
                        "\u20ac$\017\nA'B\"\\\\\"/",
                        "literals",
                        Arrays.asList(null, true, false))))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** Section 3.2.3. */
    @Test
    void theOrderOfTheRfc() {
        Map<String, Object> object = object(
                "\u20ac",
                "Euro Sign",
                "\r",
                "Carriage Return",
                "\ufb33",
                "Hebrew Letter Dalet With Dagesh",
                "1",
                "One",
                "\ud83d\ude00",
                "Emoji: Grinning Face",
                "\u0080",
                "Control",
                "\u00f6",
                "Latin Small Letter O With Diaeresis");

        assertThat(written(object))
                .containsSubsequence("Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew");
    }

    /** Appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "00000000000007e8, 1e-320"
    })
    void theNumbersOfTheRfcAndOneThatAnotherImplementationSpellsWrongly(String bits, String spelling) {
        assertThat(JsonNumber.spell(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(spelling);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(Map.of("n", value)));
    }

    @Test
    void aLongRequestHasItsForm() {
        assertThat(CanonicalJson.write(Map.of("data", "A".repeat(1 << 20)))).hasSize((1 << 20) + 11);
    }

    /** The other implementation gives some subnormal numbers both zeroes and an exponent: 0.00…1e-178 for 1e-320. */
    @Property(tries = 20_000)
    void anotherImplementationSpellsNumbersAlike(@ForAll long bits) throws IOException {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL) {
            String other = new JsonCanonicalizer("{\"n\":" + value + "}").getEncodedString();

            assertThat(written(Map.of("n", value))).isEqualTo(other);
        }
    }

    /** ECMA-262 section 6.1.6.1.20: as few digits as tell the number from its neighbours, the first before the point. */
    @Property(tries = 2_000)
    void aSubnormalNumberIsSpeltInItsFewestDigits(@ForAll @LongRange(min = 1, max = 0xfffffffffffffL) long bits) {
        double value = Double.longBitsToDouble(bits);

        String spelling = JsonNumber.spell(value);

        assertThat(spelling).matches("[1-9](\\.[0-9]*[1-9])?e-3[0-2][0-9]");
        assertThat(Double.parseDouble(spelling)).isEqualTo(value);
        BigDecimal digits = new BigDecimal(spelling);
        if (digits.precision() > 1) {
            MathContext fewer = new MathContext(digits.precision() - 1, RoundingMode.HALF_EVEN);
            assertThat(digits.round(fewer).doubleValue()).isNotEqualTo(value);
        }
    }

    @Property(tries = 2_000)
    void anotherImplementationSpellsPlainNumbersAlike(@ForAll int whole, @ForAll short places) throws IOException {
        double value = whole / Math.pow(10, places % 30);
        if (Double.isFinite(value)) {
            String other = new JsonCanonicalizer("{\"n\":" + value + ",\"w\":" + whole + "}").getEncodedString();

            assertThat(written(Map.of("n", value, "w", whole))).isEqualTo(other);
        }
    }

    @Property(tries = 2_000)
    void anotherImplementationSpellsTextAlike(@ForAll String name, @ForAll String text) throws IOException {
        if (UTF_8.newEncoder().canEncode(name + text)) {
            byte[] ours = CanonicalJson.write(Map.of(name, text));

            assertThat(new JsonCanonicalizer(ours).getEncodedUTF8()).isEqualTo(ours);
        }
    }
}
