package io.keywright.sinks.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.SigningSecrets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deliveries are signed as Standard Webhooks says, and twice while a secret is being replaced. */
class WebhookSignerTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(US_ASCII);

    /** Of the test vector of the Standard Webhooks libraries. */
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static SecretBytes secret() {
        return SecretBytes.own(Base64.getDecoder().decode(SECRET));
    }

    private static SecretBytes other() {
        return SecretBytes.own(new byte[32]);
    }

    private static String sign(SigningSecrets secrets) {
        try (WebhookSigner signer = new WebhookSigner(secrets)) {
            return signer.sign(ID, NOW, BODY);
        }
    }

    @Test
    void signsAsThePublishedVectorSays() {
        assertThat(sign(new SigningSecrets(secret(), Optional.empty()))).isEqualTo(SIGNATURE);
    }

    @Test
    void signsWithTheSecretBeforeUntilItNoLongerCounts() {
        Optional<SigningSecrets.Previous> current =
                Optional.of(new SigningSecrets.Previous(secret(), NOW.plusMillis(1)));
        assertThat(sign(new SigningSecrets(other(), current)).split(" ", -1))
                .hasSize(2)
                .satisfies(both -> assertThat(both[1]).isEqualTo(SIGNATURE));
        Optional<SigningSecrets.Previous> over = Optional.of(new SigningSecrets.Previous(secret(), NOW));
        assertThat(sign(new SigningSecrets(other(), over)))
                .isEqualTo(sign(new SigningSecrets(other(), Optional.empty())))
                .isNotEqualTo(SIGNATURE);
    }
}
