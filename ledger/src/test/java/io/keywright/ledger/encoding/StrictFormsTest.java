package io.keywright.ledger.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictFormsTest {

    @Property(tries = 200)
    void base64ReadsWhatItWrites(@ForAll byte[] bytes) {
        assertThat(StrictBase64.decode(StrictBase64.encode(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQ", "QQ=", "QR==", "QUE", "QUF=", "Q Q==", "QQ==\n", "_-8=", "=", "====", "QQ==QQ=="})
    void base64HasOneSpellingOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictBase64.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e9", "\u0080"})
    void utf8RefusesWhatIsNotWellFormed(String latin1) {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictUtf8.decode(latin1.getBytes(ISO_8859_1)));
    }

    @Property(tries = 500)
    void base64TakesNothingElse(
            @ForAll @Chars({'A', 'B', 'Q', 'g', 'w', '/', '+', '=', '-', '\u0141'}) @StringLength(max = 9)
                    String text) {
        byte[] lenient;
        try {
            lenient = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            assertThatIllegalArgumentException().isThrownBy(() -> StrictBase64.decode(text));
            return;
        }
        if (StrictBase64.encode(lenient).equals(text)) {
            assertThat(StrictBase64.decode(text)).isEqualTo(lenient);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> StrictBase64.decode(text));
        }
    }

    @Test
    void utf8ReadsTheCharacterThatStandsForMalformedBytes() {
        byte[] wellFormed = "a\ufffdb".getBytes(UTF_8);

        assertThat(StrictUtf8.decode(wellFormed)).isEqualTo("a\ufffdb");
        assertThat(StrictUtf8.decode(wellFormed, 1, 3)).isEqualTo("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800"})
    void utf8RefusesLonelySurrogates(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictUtf8.encode(text));
    }

    @Property(tries = 200)
    void decimalsReadWhatJavaWrites(@ForAll @LongRange(max = Long.MAX_VALUE) long value) {
        assertThat(StrictDecimal.parse(Long.toString(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "01",
                "00",
                " 1",
                "1 ",
                "1e3",
                "0x1",
                "\u0661",
                "9223372036854775808",
                "99999999999999999999"
            })
    void decimalsHaveOneSpellingOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictDecimal.parse(text));
    }
}
