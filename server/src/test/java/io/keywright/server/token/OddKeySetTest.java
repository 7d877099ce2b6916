package io.keywright.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.SigningKey;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Key sets in which something is odd: the good keys serve, the odd one is named. */
class OddKeySetTest {

    private final SigningKey good = SigningKey.create("good", "EC");
    private final SigningKey twin = SigningKey.create("twin", "EC");

    @Test
    void whatCannotBeReadIsNamedAndTheRestServes() {
        for (Object odd : new Object[] {
            "text",
            7,
            List.of(),
            Map.of(),
            Map.of("kty", "RSA", "kid", "bad"),
            Map.of("kty", "EC", "kid", "bad", "crv", "P-256", "x", "AA", "y", "AA"),
            Map.of("kty", "novel", "kid", "bad"),
            Body.with(copy(), "kid", ""),
            Body.without(copy(), "kid")
        }) {
            PublishedKeys keys = PublishedKeys.parse(set(odd, good.jwk()));

            assertThat(keys.odd()).as(odd.toString()).singleElement().asString().startsWith("key 1 of 2 ");
            assertThat(keys.verifier("good", JWSAlgorithm.ES256)).isPresent();
        }
    }

    @Test
    void aDoubledKeyServesForNothing() {
        PublishedKeys keys = PublishedKeys.parse(set(twin.jwk(), good.jwk(), twin.jwk()));

        assertThat(keys.odd()).containsExactly("the kid twin stands for two keys, so for none");
        assertThat(keys.has("twin")).isFalse();
        assertThat(keys.has("good")).isTrue();
    }

    @Test
    void aKeyForAnotherUseIsNotOdd() {
        PublishedKeys keys = PublishedKeys.parse(set(good.jwk(), Body.with(copy(), "use", "enc")));

        assertThat(keys.odd()).isEmpty();
        assertThat(keys.has("twin")).isFalse();
    }

    @Test
    void anEmptySetIsOdd() {
        assertThat(PublishedKeys.parse(set()).odd()).hasSize(1);
    }

    @Test
    void aSecretThatIsPublishedPutsAllInDoubt() {
        for (Map<String, ?> secret : List.<Map<String, ?>>of(
                Map.of("kty", "oct", "kid", "s", "k", "AAAA"),
                Body.with(copy(), "d", "AAAA"),
                Map.of("kty", "novel", "d", "AAAA"))) {
            assertThatThrownBy(() -> PublishedKeys.parse(set(good.jwk(), secret)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anIssuersOddKeyIsARemarkUntilItIsGone() {
        Remarks remarks = new Remarks();
        List<String> published = new ArrayList<>(List.of(set(good.jwk(), "text")));
        Instant[] now = {Instant.EPOCH};
        KeySetSource source = () -> {
            if (published.isEmpty()) {
                throw new IOException("nothing there");
            }
            return published.removeFirst();
        };
        Freshness freshness = new Freshness(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1));
        Issuer issuer = new Issuer(
                "main", "https://issuer.test", new TenantLimit.Everybody(), source, freshness, () -> now[0], remarks);
        now[0] = now[0].plusSeconds(100);

        assertThat(issuer.keys("good").has("good")).isTrue();
        assertThat(remarks.text()).contains("token issuer main", "key 2 of 2 is no JSON object");
        now[0] = now[0].plusSeconds(100);
        assertThat(issuer.keys("good").has("good")).isTrue();
        assertThat(remarks.text()).contains("its keys cannot be read: nothing there");
        published.add(set(good.jwk()));
        now[0] = now[0].plusSeconds(100);
        issuer.keys("good");
        assertThat(remarks.none()).isTrue();
    }

    /** The twin's key, to be changed. */
    private Map<String, @Nullable Object> copy() {
        return new LinkedHashMap<>(twin.jwk());
    }

    private static String set(Object... keys) {
        return Body.json(Map.of("keys", Arrays.asList(keys)));
    }
}
