package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import org.junit.jupiter.api.Test;

/** Where a token is required, nothing works without one; an issuer whose keys cannot be read vouches for nobody. */
@Served({
    "keywright.identity.jwt.mode=required",
    "keywright.identity.jwt.audience=keywright-test",
    "keywright.identity.jwt.issuers.lost.issuer=https://lost.test",
    "keywright.identity.jwt.issuers.lost.jwks-file=target/there-is-no-such-file.json"
})
class TokenModesIT {

    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    TokenModesIT(Installation server) {
        this.kms = server.as(identity);
    }

    @Test
    void nothingWorksWithoutAToken() {
        for (String path :
                new String[] {"/health", "/metrics", "/openapi", "/config", "/receipts", "/whoami", "/nowhere"}) {
            Reply reply = kms.get(path);
            Refusal.of(reply, 401, "UNAUTHENTICATED", "token_missing");
            assertThat(reply.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        }
        assertThat(Refusal.of(kms.get("/keys"), 401, "UNAUTHENTICATED", "token_missing")
                        .has("receipt_id"))
                .isTrue();
    }

    @Test
    void aTokenIsRefusedForAsLongAsItsKeysCannotBeRead() {
        String token = new TokenIssuer("https://lost.test").token(identity);

        Refusal.of(TokenSite.whoami(kms, "Bearer " + token), 503, "DEPENDENCY_UNAVAILABLE");
    }
}
