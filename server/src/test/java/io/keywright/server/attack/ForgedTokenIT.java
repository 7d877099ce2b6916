package io.keywright.server.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that no issuer signed, or that want to choose how they are checked. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokenIT {

    private final TokenSite site;
    private final TokenIssuer issuer;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    ForgedTokenIT(TokenSite site) {
        this.site = site;
        this.issuer = site.issuer();
        this.kms = site.server().as(identity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void aTokenWithoutSignatureIsRefused(String none) {
        String header = encode(Body.json(Body.of("alg", none, "kid", "ec", "typ", "JWT")));
        String claims = encode(Body.json(issuer.claims(identity)));
        String good = issuer.token(identity);

        refused(header + "." + claims + ".");
        refused(header + "." + claims);
        refused(header + "." + claims + good.substring(good.lastIndexOf('.')));
    }

    @Test
    void aPublicKeyIsNoSecret() throws GeneralSecurityException {
        byte[] spki = issuer.key("RS256").pair().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
                + "\n-----END PUBLIC KEY-----\n";
        String jwk = Body.json(issuer.key("RS256").jwk());
        for (byte[] secret :
                List.of(spki, pem.getBytes(US_ASCII), pem.strip().getBytes(US_ASCII), jwk.getBytes(UTF_8))) {
            for (String keyId : List.of("rsa", "ec", "ed")) {
                refused(mac(secret, Body.of("alg", "HS256", "kid", keyId, "typ", "JWT")), "token_algorithm");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS384", "ES384", "ES256K", "Ed25519", "HS512", "RS256 ", "rs256"})
    void anAlgorithmThatIsNotAllowedIsRefused(String algorithm) {
        refused(
                issuer.token(
                        "RS256",
                        Body.json(Body.of("alg", algorithm, "kid", "rsa", "typ", "JWT")),
                        Body.json(issuer.claims(identity))),
                "token_algorithm");
    }

    @Test
    void aKeyIsUsedForItsOwnAlgorithmsOnly() {
        for (List<String> mix : List.of(
                List.of("RS256", "ES256"),
                List.of("ES256", "EdDSA"),
                List.of("EdDSA", "RS256"),
                List.of("ES256", "PS256"))) {
            Map<String, @Nullable Object> header = Body.with(issuer.header(mix.get(1)), "alg", mix.getFirst());
            refused(issuer.token(mix.get(1), Body.json(header), Body.json(issuer.claims(identity))), "token_key");
        }
    }

    @Test
    void anotherPaddingIsAnotherSignature() {
        Map<String, @Nullable Object> header = Body.with(issuer.header("RS256"), "alg", "PS256");
        refused(issuer.token("RS256", Body.json(header), Body.json(issuer.claims(identity))), "token_signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/proc/self/environ",
                "file:///dev/null",
                "' OR '1'='1",
                "x'; DROP TABLE keys; --",
                "ec' UNION SELECT 'AAAA",
                "http://127.0.0.1:1/key",
                "| id",
                "${jndi:ldap://127.0.0.1/a}",
                "EC",
                "ec ",
                "%65%63",
                "*"
            })
    void aKeyIdIsLookedUpAndNothingElse(String keyId) {
        refused(signedWithHeader("kid", keyId), "token_key");
    }

    @Test
    void aKeyIdOfNoUsualFormIsRefused() {
        refused(signedWithHeader("kid", "k".repeat(257)), "token_header");
        refused(signedWithHeader("kid", "e\u0000c"), "token_header");
        refused(signedWithHeader("kid", ""), "token_header");
        refused(signedWithHeader("kid", null));
        refused(signedWithHeader("kid", List.of("ec")));
        refused(signedWithHeader("kid", 1));
    }

    @Test
    void aTokenBringsNoKeysOfItsOwn() {
        TokenIssuer attacker = new TokenIssuer(issuer.name());
        site.jwks().publish("/attacker", attacker.jwkSet());
        String url = site.jwks().url("/attacker");
        String certificate = Base64.getEncoder()
                .encodeToString(attacker.key("ES256").pair().getPublic().getEncoded());
        Map<String, Object> own =
                Map.of("jku", url, "x5u", url, "jwk", attacker.key("ES256").jwk(), "x5c", List.of(certificate));
        own.forEach((name, value) -> {
            String header = Body.json(Body.with(attacker.header("ES256"), name, value));
            refused(attacker.token("ES256", header, Body.json(attacker.claims(identity))));
            refused(signedWithHeader(name, value));
        });
        assertThat(site.jwks().count("/attacker"))
                .as("nobody asked the attacker")
                .isZero();
    }

    @Test
    void whatATokenCallsCriticalIsRefused() {
        for (String name : List.of("exp", "b64", "http://example.test/whatever")) {
            String header = Body.json(Body.with(issuer.header("ES256"), "crit", List.of(name), name, false));
            refused(issuer.token("ES256", header, Body.json(issuer.claims(identity))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpop+jwt", "logout+jwt", "JOSE", "secevent+jwt"})
    void aTokenOfAnotherTypeIsRefused(String type) {
        refused(signedWithHeader("typ", type), "token_header");
    }

    @Test
    void anEncryptedTokenIsRefused() {
        String header = encode(Body.json(Body.of("alg", "RSA-OAEP-256", "enc", "A256GCM", "kid", "rsa")));
        refused(header + "." + String.join(".", encode("key"), encode("iv-iv-iv-iv-"), encode("text"), encode("tag")));
        refused(encode(Body.json(Body.of("alg", "dir", "enc", "A256GCM"))) + "..a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "tenant_id", "exp", "iss", "aud"})
    void aClaimThatStandsTwiceIsRefused(String claim) {
        String claims = Body.json(issuer.claims(identity));
        String twice = claims.replaceFirst("\\{", "{\"" + claim + "\":\"x\",");

        refused(issuer.token("ES256", Body.json(issuer.header("ES256")), twice));
    }

    @Test
    void aHeaderThatStandsTwiceIsRefused() {
        String twice = Body.json(issuer.header("ES256")).replaceFirst("\\{", "{\"alg\":\"none\",");
        refused(issuer.token("ES256", twice, Body.json(issuer.claims(identity))));
    }

    @Test
    void everyChangeToATokenIsSeen() {
        String good = issuer.token(identity);
        String[] parts = good.split("\\.", -1);
        String claims = encode(Body.json(Body.with(issuer.claims(identity), "sub", "mallory")));
        refused(parts[0] + "." + claims + "." + parts[2], "token_signature");
        refused(parts[0] + "." + parts[1] + ".", null);
        refused(parts[0] + "." + parts[1] + "." + encode("\0".repeat(64)), "token_signature");
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 40));
        refused(good + ".");
        refused(good + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "...",
                "....",
                "a.b.c",
                "e30.e30.e30",
                "%00",
                "null",
                "{}",
                "W10.W10.AA",
                "!!!.!!!.!!!"
            })
    void whatIsNoTokenIsRefused(String garbage) {
        refused(garbage);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(2500) + "]".repeat(2500);
        refused(encode("{\"alg\":\"ES256\",\"kid\":\"ec\",\"x\":" + deep.substring(1000, 4000) + "}") + ".e30.AA");
        refused(issuer.token(
                "ES256",
                Body.json(issuer.header("ES256")),
                Body.json(issuer.claims(identity)).replaceFirst("}$", ",\"x\":" + deep + "}")));
    }

    private String signedWithHeader(String name, @Nullable Object value) {
        String header = Body.json(Body.with(issuer.header("ES256"), name, value));
        return issuer.token("ES256", header, Body.json(issuer.claims(identity)));
    }

    private String mac(byte[] secret, Map<String, @Nullable Object> header) throws GeneralSecurityException {
        String input = encode(Body.json(header)) + "." + encode(Body.json(issuer.claims(identity)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return input + "." + TokenIssuer.encode(mac.doFinal(input.getBytes(US_ASCII)));
    }

    private static String encode(String text) {
        return TokenIssuer.encode(text.getBytes(UTF_8));
    }

    private void refused(String token) {
        refused(token, null);
    }

    private void refused(String token, @Nullable String reason) {
        var reply = TokenSite.whoami(kms, "Bearer " + token);
        assertThat(reply.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        String told = Refusal.of(reply, 401, "UNAUTHENTICATED").path("reason").asText();
        assertThat(told).as("%s", reply.text()).startsWith("token_");
        if (reason != null) {
            assertThat(told).isEqualTo(reason);
        }
    }
}
