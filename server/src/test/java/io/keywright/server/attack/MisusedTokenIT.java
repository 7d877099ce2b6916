package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody did sign, used by whom, when or where they were not meant for. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisusedTokenIT {

    private final TokenSite site;
    private final TokenIssuer issuer;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;
    private final long now = Instant.now().getEpochSecond();

    MisusedTokenIT(TokenSite site) {
        this.site = site;
        this.issuer = site.issuer();
        this.kms = site.server().as(identity);
    }

    @Test
    void anExpiredTokenIsRefused() {
        refused(claims("exp", now - 60), "token_expired");
        refused(claims("exp", 0), "token_expired");
        refused(claims("exp", -1), "token_expired");
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() {
        refused(Body.without(issuer.claims(identity), "exp"), "token_claims");
        refused(claims("exp", null), "token_claims");
        for (Object never : List.of("never", true, List.of(), Long.MAX_VALUE, 1e300, "" + (now + 600))) {
            refused(claims("exp", never), null);
        }
    }

    @Test
    void aTokenIsRefusedBeforeItsTime() {
        refused(claims("nbf", now + 60), "token_not_yet_valid");
        refused(claims("nbf", "soon"), null);
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        refused(claims("aud", "another-service"), "token_audience");
        refused(claims("aud", List.of("another-service", "a-third")), "token_audience");
        refused(claims("aud", TokenIssuer.AUDIENCE + " "), "token_audience");
        refused(claims("aud", List.of()), "token_audience");
        refused(Body.without(issuer.claims(identity), "aud"), "token_audience");
    }

    @Test
    void aTokenOfAnUnknownIssuerIsRefused() {
        refused(claims("iss", "https://attacker.test"), "token_issuer");
        refused(claims("iss", issuer.name() + "/"), "token_issuer");
        refused(Body.without(issuer.claims(identity), "iss"), "token_issuer");
        refused(claims("iss", 1), null);
    }

    @Test
    void anIssuerCannotSpeakForAnother() {
        Map<String, @Nullable Object> claims = site.other().claims(identity);

        refused(issuer.token("ES256", claims), "token_signature");
        refused(issuer.token("RS256", claims), "token_signature");
        refused(issuer.token("EdDSA", claims), "token_signature");
        TokenSite.whoami(kms, "Bearer " + site.other().token("ES256", claims)).expect(200);
    }

    @Test
    void aTokenOfAnotherTenantEnvironmentOrModuleIsRefused() {
        for (Identity other : List.of(
                Identity.ofNewTenant(),
                identity.inEnvironment("prod"),
                identity.asModule("M99"),
                identity.ofTenant(identity.tenant().toUpperCase(Locale.ROOT)))) {
            refused(issuer.claims(other), "token_contradicts");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id", "environment", "module_id"})
    void aTokenThatLeavesOutWhereItBelongsIsRefused(String claim) {
        refused(Body.without(issuer.claims(identity), claim), "token_contradicts");
        refused(claims(claim, ""), "token_contradicts");
        refused(claims(claim, List.of(identity.tenant())), null);
    }

    @Test
    void aTokenOfATenantMakesNoTenantOfAPlatformIdentity() {
        try (Kms operator = site.server().as(site.server().certificates().ofPlatform("operator"))) {
            String token = issuer.token("ES256", Body.with(issuer.claims(identity), "module_id", "operator"));

            Refusal.of(TokenSite.whoami(operator, "Bearer " + token), 401, "UNAUTHENTICATED", "token_contradicts");
        }
    }

    @Test
    void aKnownTokenIsHeldAgainstTheCertificateAgain() {
        String token = issuer.token(identity);
        Kms thief = site.server().asNewTenant();

        TokenSite.whoami(kms, "Bearer " + token).expect(200);
        Refusal.of(TokenSite.whoami(thief, "Bearer " + token), 401, "UNAUTHENTICATED", "token_contradicts");
    }

    @Test
    void aTokenWithoutSubjectIsRefused() {
        refused(Body.without(issuer.claims(identity), "sub"), "token_claims");
        for (Object nobody : List.of("", " ", "a\nb", "s".repeat(257))) {
            refused(claims("sub", nobody), "token_claims");
        }
        refused(claims("sub", 1), null);
    }

    @Test
    void anOversizeTokenIsRefused() {
        refused(claims("padding", "p".repeat(7000)), "token_too_large");
        Reply beyondHttp = TokenSite.whoami(kms, "Bearer " + "a".repeat(20_000));
        assertThat(beyondHttp.status()).isIn(400, 431);
    }

    @Test
    void thereIsOneTokenInOneHeader() {
        String token = "Bearer " + issuer.token(identity);

        Refusal.of(TokenSite.whoami(kms, token, token), 401, "UNAUTHENTICATED", "token_malformed");
        Refusal.of(TokenSite.whoami(kms, token, "Basic YTpi"), 401, "UNAUTHENTICATED", "token_malformed");
        Refusal.of(TokenSite.whoami(kms, "Basic YTpi"), 401, "UNAUTHENTICATED", "token_malformed");
        Refusal.of(TokenSite.whoami(kms, "Bearer"), 401, "UNAUTHENTICATED", "token_malformed");
        Refusal.of(TokenSite.whoami(kms, token + ", " + token), 401, "UNAUTHENTICATED");
    }

    @Test
    void aRefusalSaysNothingOfTheToken() {
        String token = issuer.token("ES256", claims("sub", "mallory-the-unseen", "exp", now - 60));
        Reply reply = TokenSite.whoami(kms, "Bearer " + token);

        Refusal.of(reply, 401, "UNAUTHENTICATED");
        assertThat(reply.text()).doesNotContain("mallory", token.substring(0, 20));
        assertThat(site.server().log()).doesNotContain("mallory-the-unseen", token.substring(token.length() - 30));
    }

    @Test
    void aRefusedTokenLeavesAReceiptOfWhatItWasSentFor() {
        String keyId = kms.newKey("Ed25519");
        String expired = "Bearer " + issuer.token("ES256", claims("exp", now - 60));
        Reply reply = kms.send(
                request -> request.uri(kms.uri("/kms/v1/keys/" + keyId)).header("Authorization", expired));

        JsonNode details = Refusal.of(reply, 401, "UNAUTHENTICATED", "token_expired");
        JsonNode receipt = kms.get("/receipts/" + details.path("receipt_id").asText())
                .expect(200)
                .json();
        assertThat(receipt.path("operation").asText()).isEqualTo("key_read");
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isFalse();
        assertThat(receipt.path("kms_context").path("error_code").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(receipt.path("requesting_module").asText()).isEqualTo(identity.module());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /keys, key_generated",
        "GET, /keys, keys_listed",
        "GET, /keys/alias/a, key_read",
        "GET, /keys/alias/policy, key_read",
        "GET, /keys/alias/a/policy, policy_read",
        "PUT, /keys/alias/a/policy, policy_changed",
        "POST, /keys/alias/a/rotate, key_rotated",
        "POST, /keys/alias/a/revoke, key_revoked",
        "POST, /sign, signature_created",
        "POST, /verify, signature_verified",
        "POST, /encrypt, encrypt",
        "POST, /decrypt, decrypt",
        "POST, /trust-anchors, trust_anchor_updated",
        "DELETE, /trust-anchors/a, trust_anchor_updated"
    })
    void whateverARefusedTokenWasSentForIsOnRecord(String method, String path, String operation) {
        String expired = "Bearer " + issuer.token("ES256", claims("exp", now - 60));
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                .header("Authorization", expired)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(method.equals("POST") ? "{}" : "")));

        JsonNode details = Refusal.of(reply, 401, "UNAUTHENTICATED", "token_expired");
        String receiptId = details.path("receipt_id").asText();
        assertThat(kms.get("/receipts/" + receiptId).expect(200).text("operation"))
                .isEqualTo(operation);
    }

    private Map<String, @Nullable Object> claims(@Nullable Object... changed) {
        return Body.with(issuer.claims(identity), changed);
    }

    private void refused(Map<String, @Nullable Object> claims, @Nullable String reason) {
        refused(issuer.token("ES256", claims), reason);
    }

    private void refused(String token, @Nullable String reason) {
        Reply reply = TokenSite.whoami(kms, "Bearer " + token);
        String told = Refusal.of(reply, 401, "UNAUTHENTICATED").path("reason").asText();
        assertThat(told).as("%s", reply.text()).startsWith("token_");
        if (reason != null) {
            assertThat(told).isEqualTo(reason);
        }
    }
}
