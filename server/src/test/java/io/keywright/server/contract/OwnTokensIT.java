package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that are signed with keys of this very service. */
@Served({
    "keywright.identity.jwt.mode=optional",
    "keywright.identity.jwt.audience=" + TokenIssuer.AUDIENCE,
    "keywright.identity.jwt.refresh=PT0.2S",
    "keywright.identity.jwt.refresh-pause=PT0.2S",
    "keywright.identity.jwt.issuers.own.issuer=https://own.test",
    "keywright.identity.jwt.issuers.own.jwks-keys=issuer/dev/tenant/tokens"
})
class OwnTokensIT {

    private final Kms signer;
    private final Kms caller;
    private final Identity identity = Identity.ofNewTenant();
    private final TokenIssuer claims = new TokenIssuer("https://own.test");

    OwnTokensIT(Installation server) {
        this.signer = server.as(Identity.of("issuer"));
        this.caller = server.as(identity);
    }

    private String token(String keyId, String algorithm) {
        String input = TokenIssuer.encode(
                        Body.json(Map.of("alg", algorithm, "kid", keyId)).getBytes(UTF_8))
                + "." + TokenIssuer.encode(Body.json(claims.claims(identity)).getBytes(UTF_8));
        byte[] signature = signer.sign(keyId, input.getBytes(UTF_8), "algorithm", algorithm)
                .expect(200)
                .bytes("signature");
        return "Bearer " + input + "." + TokenIssuer.encode(signature);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, EdDSA", "EC-P256, ES256", "RSA-2048, PS256", "RSA-2048, RS256"})
    void aKeyOfTheAliasVerifiesAlsoAfterItsRotationButNotOnceItIsDestroyed(String keyType, String algorithm) {
        String keyId = signer.newKey(keyType, "key_alias", "tokens");
        String token = token(keyId, algorithm);
        verifies(token);

        String successor = signer.rotate(keyId).expect(200).text("new_key_id");
        String next = token(successor, algorithm);
        verifies(next);
        verifies(token);

        signer.revoke(keyId).expect(200);
        signer.revoke(successor).expect(200);
        for (String old : List.of(token, next)) {
            Eventually.passes(() -> Refusal.of(TokenSite.whoami(caller, old), 401, "UNAUTHENTICATED"));
        }
    }

    /** Once the keys have been read again. */
    private void verifies(String token) {
        Eventually.passes(
                () -> assertThat(TokenSite.whoami(caller, token).expect(200).text("person"))
                        .isEqualTo("https://own.test|alice"));
    }

    @Test
    void aKeyOfAnotherAliasDoesNotVerify() {
        String keyId = signer.newKey("Ed25519", "key_alias", "not-tokens");

        Refusal.of(TokenSite.whoami(caller, token(keyId, "EdDSA")), 401, "UNAUTHENTICATED");
    }
}
