package io.keywright.server.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Governance;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Together;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A governance system approves one request of one tenant, once. Whatever is not exactly that passes nothing. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalApprovalIT {

    private final TokenSite site;
    private final Governance governance;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms owner;
    private final String keyId;
    private final Map<String, @Nullable Object> request;

    ExternalApprovalIT(TokenSite site) {
        this.site = site;
        this.governance = new Governance(site.governance());
        this.owner = site.server().as(identity);
        this.keyId = guardedKey(owner);
        this.request = Body.of("key_id", keyId, "data", new byte[] {1, 2, 3});
    }

    private static String guardedKey(Kms kms) {
        return kms.create(
                        "Ed25519",
                        List.of("sign"),
                        "access_policy",
                        Body.of("allowed_modules", List.of("*"), "requires_approval", true, "max_usage_per_day", 1000))
                .expect(201)
                .text("key_id");
    }

    private Map<String, @Nullable Object> claims(@Nullable Object... changed) {
        return Body.with(governance.claims(identity, "sign", keyId, request), changed);
    }

    private Reply sign(String token) {
        return owner.post("/sign", Body.with(request, "approval_token", token));
    }

    private void refuses(String token, String reason) {
        String receiptId = Refusal.of(sign(token), 403, "POLICY_VIOLATION", reason)
                .path("receipt_id")
                .asText();
        assertThat(owner.get("/receipts/" + receiptId).expect(200).text())
                .contains("\"success\":false", "\"error_code\":\"POLICY_VIOLATION\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA", "PS256", "RS256"})
    void aGoodOnePassesOnce(String algorithm) {
        String token = governance.token(algorithm, claims());

        sign(token).expect(200);
        refuses(token, "approval_spent");
    }

    @Test
    void ofManyAtOnceOneSpendsIt() {
        String token = governance.token(claims());

        List<Integer> statuses = Together.run(8, i -> sign(token).status());

        assertThat(statuses).containsOnly(200, 403).containsOnlyOnce(200);
    }

    @Test
    void anotherTokenOfTheSameIdIsSpentAsWell() {
        String id = UUID.randomUUID().toString();
        sign(governance.token(claims("jti", id))).expect(200);

        refuses(governance.token(claims("jti", id, "exp", Instant.now().getEpochSecond() + 60)), "approval_spent");
    }

    @Test
    void theIdOfAnotherSystemsTokenIsNotSpent() {
        String id = UUID.randomUUID().toString();
        Governance other = new Governance(site.otherGovernance());
        sign(governance.token(claims("jti", id))).expect(200);

        sign(other.token(Body.with(other.claims(identity, "sign", keyId, request), "jti", id)))
                .expect(200);
    }

    @Test
    void aSystemDoesNotSpeakForAnother() {
        Governance other = new Governance(site.otherGovernance());

        refuses(other.token(claims()), "approval_invalid");
        refuses(new Governance(new TokenIssuer(site.governance().name())).token(claims()), "approval_invalid");
        refuses(governance.token(claims("iss", "https://attacker.test")), "approval_invalid");
    }

    @Test
    void oneWithoutAnIdCouldBeSpentForEver() {
        refuses(governance.token(Body.without(claims(), "jti")), "approval_invalid");
        for (Object id : List.of("", " ", "a\nb", "j".repeat(129), 7, List.of("a"))) {
            refuses(governance.token(claims("jti", id)), "approval_invalid");
        }
        sign(governance.token(claims("jti", UUID.randomUUID() + "j".repeat(92))))
                .expect(200);
    }

    @Test
    void oneThatIsNotForNowIsRefused() {
        long now = Instant.now().getEpochSecond();

        refuses(governance.token(claims("exp", now - 60)), "approval_expired");
        refuses(governance.token(claims("nbf", now + 60)), "approval_invalid");
        refuses(governance.token(Body.without(claims(), "exp")), "approval_invalid");
        refuses(governance.token(claims("exp", "tomorrow")), "approval_invalid");
    }

    @Test
    void oneThatLivesTooLongIsRefused() {
        long now = Instant.now().getEpochSecond();
        long most = Duration.ofHours(24).toSeconds();

        refuses(governance.token(claims("exp", now + most + 1, "iat", now)), "approval_lifetime");
        refuses(governance.token(claims("exp", now + 60, "iat", now + 60 - most - 1)), "approval_lifetime");
        refuses(governance.token(Body.without(claims(), "iat")), "approval_lifetime");
        refuses(governance.token(claims("iat", now + 300)), "approval_lifetime");
        refuses(governance.token(claims("iat", "yesterday")), "approval_invalid");
        refuses(governance.token(claims("exp", now + 4_000_000_000L)), "approval_invalid");
        sign(governance.token(claims("iat", now, "exp", now + most))).expect(200);
    }

    @Test
    void oneForAnotherServiceIsRefused() {
        refuses(governance.token(claims("aud", "another-service")), "approval_invalid");
        refuses(governance.token(claims("aud", TokenIssuer.AUDIENCE)), "approval_invalid");
        refuses(governance.token(Body.without(claims(), "aud")), "approval_invalid");
    }

    @Test
    void anAlteredRequestIsAnotherRequest() {
        String token = governance.token(claims());
        Map<String, @Nullable Object> altered = Body.with(request, "data", new byte[] {1, 2, 4});

        Refusal.of(
                owner.post("/sign", Body.with(altered, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_mismatch");
        sign(token).expect(200);
    }

    @Test
    void anotherTenantsRequestIsAnotherRequest() {
        Identity other = Identity.ofNewTenant();
        Kms stranger = site.server().as(other);
        Map<String, @Nullable Object> theirs = Body.with(request, "key_id", guardedKey(stranger));
        String token = governance.token(
                Body.with(governance.claims(identity, "sign", String.valueOf(theirs.get("key_id")), theirs)));

        Refusal.of(
                stranger.post("/sign", Body.with(theirs, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_mismatch");
        stranger.post(
                        "/sign",
                        Body.with(
                                theirs,
                                "approval_token",
                                governance.token(governance.claims(
                                        other, "sign", String.valueOf(theirs.get("key_id")), theirs))))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id", "environment", "plane", "operation", "key_id"})
    void oneForSomethingElseIsRefused(String claim) {
        Object other = Map.of(
                        "tenant_id", "somebody-else",
                        "environment", "prod",
                        "plane", "laptop",
                        "operation", "decrypt",
                        "key_id", UUID.randomUUID().toString())
                .get(claim);

        refuses(governance.token(claims(claim, other)), "approval_mismatch");
        refuses(
                governance.token(Body.without(claims(), claim)),
                claim.equals("key_id") ? "approval_mismatch" : "approval_invalid");
        refuses(governance.token(claims(claim, "no such thing!")), "approval_invalid");
        refuses(governance.token(claims(claim, List.of(other))), "approval_invalid");
    }

    @Test
    void onlyAWholeDigestTiesItToARequest() {
        refuses(governance.token(Body.without(claims(), "request_digest")), "approval_invalid");
        refuses(governance.token(claims("request_digest", "")), "approval_invalid");
        refuses(governance.token(claims("request_digest", "AAAA")), "approval_invalid");
        refuses(governance.token(claims("request_digest", new byte[32])), "approval_mismatch");
    }

    @Test
    void oneThatNobodySignedIsRefused() throws GeneralSecurityException {
        TokenIssuer issuer = site.governance();
        String body = "." + TokenIssuer.encode(Body.json(claims()).getBytes(UTF_8));
        for (String algorithm : List.of("none", "None", "HS256")) {
            String header = TokenIssuer.encode(Body.json(Body.with(governance.header("RS256"), "alg", algorithm))
                    .getBytes(UTF_8));
            refuses(header + body + ".", "approval_invalid");
            refuses(header + body + "." + hmac(issuer, header + body), "approval_invalid");
        }
        String good = governance.token(claims());
        refuses(good.substring(0, good.lastIndexOf('.') + 1), "approval_invalid");
        refuses(good.substring(0, good.length() - 8) + "AAAAAAAA", "approval_invalid");
        sign(good).expect(200);
    }

    /** With the public key for a secret, as those try who hope that the algorithm is the token's choice. */
    private static String hmac(TokenIssuer issuer, String input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(issuer.key("RS256").pair().getPublic().getEncoded(), "HmacSHA256"));
        return TokenIssuer.encode(mac.doFinal(input.getBytes(US_ASCII)));
    }

    @Test
    void oneThatBringsItsKeyIsRefused() {
        TokenIssuer attacker = new TokenIssuer(site.governance().name());
        Map<String, @Nullable Object> header = governance.header("ES256");
        for (Map<String, @Nullable Object> bad : List.of(
                Body.with(header, "jwk", attacker.key("ES256").jwk()),
                Body.with(header, "jku", site.jwks().url("/other")),
                Body.with(header, "crit", List.of("exp")),
                Body.without(header, "kid"))) {
            refuses(attacker.token("ES256", Body.json(bad), Body.json(claims())), "approval_invalid");
            refuses(site.governance().token("ES256", Body.json(bad), Body.json(claims())), "approval_invalid");
        }
    }

    @Test
    void anIdentityIsNoApproval() {
        Map<String, @Nullable Object> both =
                Body.with(claims(), "sub", "alice", "module_id", identity.module(), "aud", bothAudiences());

        refuses(site.issuer().token(identity), "approval_invalid");
        refuses(
                site.issuer()
                        .token("ES256", Body.with(both, "iss", site.issuer().name())),
                "approval_invalid");
        for (String type : List.of("JWT", "at+jwt", "", "keywright-approval")) {
            refuses(
                    site.governance()
                            .token(
                                    "ES256",
                                    Body.json(Body.with(governance.header("ES256"), "typ", type)),
                                    Body.json(both)),
                    "approval_invalid");
        }
        refuses(
                site.governance()
                        .token("ES256", Body.json(Body.without(governance.header("ES256"), "typ")), Body.json(both)),
                "approval_invalid");
    }

    @Test
    void anApprovalIsNoIdentity() {
        Map<String, @Nullable Object> both = Body.with(
                claims(),
                "sub",
                "alice",
                "module_id",
                identity.module(),
                "aud",
                bothAudiences(),
                "iss",
                site.issuer().name());
        String typed = site.issuer().token("ES256", Body.json(governance.header("ES256")), Body.json(both));

        Refusal.of(TokenSite.whoami(owner, "Bearer " + typed), 401, "UNAUTHENTICATED", "token_header");
        Refusal.of(
                TokenSite.whoami(owner, "Bearer " + governance.token(claims())),
                401,
                "UNAUTHENTICATED",
                "token_header");
        TokenSite.whoami(owner, "Bearer " + site.issuer().token("ES256", both)).expect(200);
    }

    private static List<String> bothAudiences() {
        return List.of(TokenIssuer.AUDIENCE, Governance.AUDIENCE);
    }

    @Test
    void theServicesOwnAreStillGood() {
        Kms approver = site.server().as(identity.asModule("approver"));

        sign(new Asking(owner).granted("sign", keyId, request, approver)).expect(200);
    }
}
