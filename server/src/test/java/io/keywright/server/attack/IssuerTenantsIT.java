package io.keywright.server.attack;

import static io.keywright.server.harness.TokenSite.TENANT_OF_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Governance;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An issuer that is limited to one tenant vouches for nobody else, however well it signs. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerTenantsIT {

    private final TokenSite site;
    private final TokenIssuer limited;
    private final Identity own = Identity.of(TENANT_OF_LIMITED);
    private final Identity other = Identity.ofNewTenant();

    IssuerTenantsIT(TokenSite site) {
        this.site = site;
        this.limited = site.limited();
    }

    private Kms as(Identity identity) {
        return site.server().as(identity);
    }

    private static void refuses(Reply reply) {
        Refusal.of(reply, 401, "UNAUTHENTICATED", "token_tenant");
        assertThat(reply.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
    }

    @Test
    void itNamesThePeopleOfItsTenant() {
        Reply reply = TokenSite.whoami(as(own), "Bearer " + limited.token(own)).expect(200);

        assertThat(reply.text()).contains(limited.name() + "|alice");
    }

    @Test
    void itNamesNobodyOfAnotherTenant() {
        refuses(TokenSite.whoami(as(other), "Bearer " + limited.token(other)));
        refuses(TokenSite.whoami(as(own), "Bearer " + limited.token(other)));
        Refusal.of(
                TokenSite.whoami(as(other), "Bearer " + limited.token(own)),
                401,
                "UNAUTHENTICATED",
                "token_contradicts");
        TokenSite.whoami(as(other), "Bearer " + site.issuer().token(other)).expect(200);
    }

    @Test
    void aTenantThatIsSpeltAlikeIsAnother() {
        for (String like : List.of(TENANT_OF_LIMITED.toUpperCase(Locale.ROOT), TENANT_OF_LIMITED + "1", "*")) {
            String token = limited.token("ES256", Body.with(limited.claims(own), "tenant_id", like));
            refuses(TokenSite.whoami(as(own), "Bearer " + token));
        }
        for (Object odd : List.of(List.of(TENANT_OF_LIMITED), 7)) {
            String token = limited.token("ES256", Body.with(limited.claims(own), "tenant_id", odd));
            Refusal.of(TokenSite.whoami(as(own), "Bearer " + token), 401, "UNAUTHENTICATED", "token_malformed");
        }
    }

    @Test
    void itNamesNobodyOfThePlatform() {
        Kms operator = site.server().as(site.server().certificates().ofPlatform("operator"));
        Map<String, @Nullable Object> claims = Body.without(
                Body.without(Body.with(limited.claims(own), "module_id", "operator"), "tenant_id"), "environment");

        refuses(TokenSite.whoami(operator, "Bearer " + limited.token("ES256", claims)));
        refuses(TokenSite.whoami(
                operator, "Bearer " + limited.token("ES256", Body.with(claims, "tenant_id", "GLOBAL"))));
        TokenSite.whoami(
                        operator,
                        "Bearer "
                                + site.issuer()
                                        .token(
                                                "ES256",
                                                Body.with(
                                                        claims,
                                                        "iss",
                                                        site.issuer().name())))
                .expect(200);
    }

    @Test
    void itApprovesForItsTenantAlone() {
        sign(own, limited).expect(200);
        Refusal.of(sign(other, limited), 403, "POLICY_VIOLATION", "approval_tenant");
        sign(other, site.governance()).expect(200);
    }

    private Reply sign(Identity identity, TokenIssuer issuer) {
        Kms kms = as(identity);
        String keyId = kms.create(
                        "Ed25519",
                        List.of("sign"),
                        "access_policy",
                        Body.of("allowed_modules", List.of("*"), "requires_approval", true))
                .expect(201)
                .text("key_id");
        Map<String, @Nullable Object> request = Body.of("key_id", keyId, "data", new byte[] {1});
        Governance system = new Governance(issuer);
        String token = system.token(system.claims(identity, "sign", keyId, request));
        return kms.post("/sign", Body.with(request, "approval_token", token));
    }
}
