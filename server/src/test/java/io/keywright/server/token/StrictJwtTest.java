package io.keywright.server.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.server.harness.TokenIssuer;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are nearly well-formed: whoever reads them leniently reads something else than their signer wrote. */
class StrictJwtTest {

    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"ec\"}";
    private static final String CLAIMS = "{\"sub\":\"alice\",\"exp\":4102444800}";
    private static final String SIGNATURE = TokenIssuer.encode(new byte[64]);

    @Test
    void aTokenIsRead() throws ParseException {
        assertThat(StrictJwt.parse(token(HEADER, CLAIMS)).getJWTClaimsSet().getSubject())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "9223372036854776",
                "18446744073709551616",
                "1e300",
                "253402300800",
                "-1e300",
                "\"4102444800\"",
                "true",
                "null",
                "[]"
            })
    void aTimeIsOneThatAClockCanShow(String time) throws ParseException {
        for (String name : new String[] {"exp", "nbf", "iat"}) {
            String claims = "{\"" + name + "\":" + time + "}";
            assertThat(StrictJwt.hasTimes(StrictJwt.parse(token(HEADER, claims))))
                    .as(claims)
                    .isFalse();
        }
        assertThat(StrictJwt.hasTimes(StrictJwt.parse(token(HEADER, CLAIMS)))).isTrue();
    }

    @Test
    void aByteOrderMarkIsNoPartOfJson() {
        refused(token("\uFEFF" + HEADER, CLAIMS));
        refused(token(HEADER, "\uFEFF" + CLAIMS));
        refused(token(HEADER, " " + CLAIMS));
    }

    @Test
    void textIsUtf8() {
        byte[] claims = CLAIMS.replace("alice", "al\u00efce").getBytes(ISO_8859_1);
        refused(TokenIssuer.encode(HEADER.getBytes(UTF_8)) + "." + TokenIssuer.encode(claims) + "." + SIGNATURE);
    }

    @Test
    void base64IsAsItIsWritten() {
        String good = token(HEADER, CLAIMS);
        String header = good.substring(0, good.indexOf('.'));
        for (String other :
                new String[] {header + "=", header + "==", header + " ", header + "\n", "+" + header, header + "!"}) {
            refused(good.replace(header, other));
        }
        refused(good.substring(0, good.length() - 1) + "B");
        refused(good + "=");
        refused(good + ".");
        refused(good + "." + SIGNATURE);
        refused("");
    }

    @Test
    void membersStandOnce() {
        refused(token(HEADER, "{\"sub\":\"alice\",\"sub\":\"bob\"}"));
        refused(token("{\"alg\":\"ES256\",\"alg\":\"none\"}", CLAIMS));
    }

    private static String token(String header, String claims) {
        return TokenIssuer.encode(header.getBytes(UTF_8)) + "." + TokenIssuer.encode(claims.getBytes(UTF_8)) + "."
                + SIGNATURE;
    }

    private static void refused(String token) {
        assertThatThrownBy(() -> StrictJwt.parse(token)).isInstanceOf(ParseException.class);
    }
}
