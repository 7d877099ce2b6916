package io.keywright.server.attack;

import static io.keywright.server.harness.TokenSite.PAUSE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Issuers that publish their keys badly, or no more, and callers who would have them asked without end. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedKeysIT {

    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final TokenSite site;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    PublishedKeysIT(TokenSite site) {
        this.site = site;
        this.kms = site.server().as(identity);
    }

    static List<String> bad() {
        return TokenSite.BAD;
    }

    @ParameterizedTest
    @MethodSource("bad")
    void keysThatArePublishedBadlyAreNotUsed(String bad) {
        String token = tokenOf("https://" + bad + ".test");
        long start = System.nanoTime();

        Refusal.of(TokenSite.whoami(kms, "Bearer " + token), 503, "DEPENDENCY_UNAVAILABLE");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENOUGH);
        TokenSite.whoami(kms).expect(200);
    }

    @Test
    void withoutKeysTokensAreRefusedAndEverythingElseGoesOn() {
        Reply reply = TokenSite.whoami(kms, "Bearer " + tokenOf("https://down.test"));

        Refusal.of(reply, 503, "DEPENDENCY_UNAVAILABLE");
        TokenSite.whoami(kms).expect(200);
        TokenSite.whoami(kms, "Bearer " + site.issuer().token(identity)).expect(200);
    }

    @Test
    void aStormOfUnknownKeysAsksAnIssuerHardlyMoreOften() {
        TokenSite.whoami(kms, "Bearer " + site.other().token(identity)).expect(200);
        int before = site.jwks().count("/other");
        long start = System.nanoTime();
        IntStream.range(0, 200).parallel().forEach(i -> {
            String header = Body.json(Body.with(site.other().header("ES256"), "kid", "unknown-" + i));
            String token =
                    site.other().token("ES256", header, Body.json(site.other().claims(identity)));
            Refusal.of(TokenSite.whoami(kms, "Bearer " + token), 401, "UNAUTHENTICATED", "token_key");
        });
        long pauses = Duration.ofNanos(System.nanoTime() - start).toSeconds() / PAUSE_SECONDS;
        assertThat(site.jwks().count("/other") - before).isLessThanOrEqualTo((int) pauses + 2);
        TokenSite.whoami(kms, "Bearer " + site.other().token(identity)).expect(200);
    }

    @Test
    void aWithdrawnKeyIsSoonRefusedAndANewOneTaken() throws InterruptedException {
        TokenIssuer fading = new TokenIssuer("https://fading.test");
        TokenIssuer successor = new TokenIssuer("https://fading.test");
        String old = "Bearer " + fading.token(identity);
        String fresh = "Bearer " + successor.token(identity);
        site.jwks().publish("/fading", fading.jwkSet());
        awaitStatus(200, old);
        Refusal.of(TokenSite.whoami(kms, fresh), 401, "UNAUTHENTICATED", "token_signature");

        site.jwks().publish("/fading", successor.jwkSet());
        awaitStatus(401, old);
        TokenSite.whoami(kms, fresh).expect(200);

        site.jwks().publish("/fading", "gone");
        TokenSite.whoami(kms, fresh).expect(200);
        awaitStatus(503, fresh);
    }

    /** Comes again until the answer is {@code status}, for longer than the server may hold on to what it knows. */
    private void awaitStatus(int status, String authorization) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        Reply reply = TokenSite.whoami(kms, authorization);
        while (reply.status() != status && System.nanoTime() < end) {
            Thread.sleep(200);
            reply = TokenSite.whoami(kms, authorization);
        }
        reply.expect(status);
    }

    /** Signed with the main issuer's key, which the bad key sets hold, too. */
    private String tokenOf(String issuer) {
        return site.issuer().token("ES256", Body.with(site.issuer().claims(identity), "iss", issuer));
    }
}
