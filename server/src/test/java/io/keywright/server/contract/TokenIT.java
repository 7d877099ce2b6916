package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token adds the person to the module that the certificate names. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIT {

    private final TokenSite site;
    private final TokenIssuer issuer;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    TokenIT(TokenSite site) {
        this.site = site;
        this.issuer = site.issuer();
        this.kms = site.server().as(identity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void aTokenOfEachAlgorithmNamesThePerson(String algorithm) {
        String token = issuer.token(algorithm, issuer.claims(identity));
        for (String scheme : List.of("Bearer ", "bearer ", "Bearer ")) {
            Reply reply = TokenSite.whoami(kms, scheme + token).expect(200);
            assertThat(reply.text("person")).isEqualTo(issuer.name() + "|alice");
            assertThat(reply.text("tenant_id")).isEqualTo(identity.tenant());
            assertThat(reply.text("module")).isEqualTo(identity.module());
        }
    }

    @Test
    void withoutATokenThereIsNoPerson() {
        Reply reply = TokenSite.whoami(kms).expect(200);

        assertThat(reply.members()).containsExactly("subject", "tenant_id", "environment", "plane", "module", "roles");
    }

    @Test
    void aPlatformIdentityShowsATokenWithoutATenant() {
        try (Kms operator = site.server().as(site.server().certificates().ofPlatform("operator"))) {
            var claims = Body.without(Body.without(issuer.claims(identity), "tenant_id"), "environment");
            String token = issuer.token("ES256", Body.with(claims, "module_id", "operator"));

            assertThat(TokenSite.whoami(operator, "Bearer " + token).expect(200).members())
                    .containsExactly("subject", "module", "person", "roles");
        }
    }

    @Test
    void oneAudienceAmongSeveralIsEnough() {
        var claims = Body.with(issuer.claims(identity), "aud", List.of("another", TokenIssuer.AUDIENCE));

        TokenSite.whoami(kms, "Bearer " + issuer.token("ES256", claims)).expect(200);
    }

    @Test
    void aKnownTokenEndsWhenItSaysSo() throws InterruptedException {
        long end = Instant.now().getEpochSecond() + 3;
        String token = "Bearer " + issuer.token("ES256", Body.with(issuer.claims(identity), "exp", end));

        TokenSite.whoami(kms, token).expect(200);
        while (Instant.now().getEpochSecond() < end + 2) {
            Thread.sleep(100);
        }
        Refusal.of(TokenSite.whoami(kms, token), 401, "UNAUTHENTICATED", "token_expired");
    }

    @Test
    void aBodyArrivesWholeWhileATokenIsVerified() {
        String keyId = kms.newKey("AES-256");
        byte[] large = new byte[300_000];
        String token = "Bearer " + issuer.token("RS256", Body.with(issuer.claims(identity), "jti", keyId));
        for (int i = 0; i < 3; i++) {
            Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1/encrypt"))
                    .header("Authorization", token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Body.json(Body.of("key_id", keyId, "plaintext", large)))));
            assertThat(reply.expect(200).bytes("ciphertext")).hasSize(large.length + 16);
        }
    }
}
