package io.keywright.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDigestTest {

    private final RequestDigest digests = new RequestDigest(new Json());

    private byte[] digest(String body) {
        return digests.of(body.getBytes(UTF_8));
    }

    @Test
    void itIsThatOfTheCanonicalFormWithoutTheToken() {
        assertThat(digest("{ \"b\": [1.50, null, -2], \"approval_token\": \"t\", \"a\": 1e2 }"))
                .isEqualTo(Sha256.of("{\"a\":100,\"b\":[1.5,null,-2]}".getBytes(UTF_8)));
    }

    @Test
    void aMemberThatIsNullCounts() {
        assertThat(digest("{\"a\":null}"))
                .isEqualTo(Sha256.of("{\"a\":null}".getBytes(UTF_8)))
                .isNotEqualTo(digest("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "123456789012345678901234567890", "1e400", "\"\\ud800\""})
    void whatHasNoExactFormIsRefused(String value) {
        assertThatExceptionOfType(KeywrightException.class)
                .isThrownBy(() -> digest("{\"a\":" + value + "}"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
