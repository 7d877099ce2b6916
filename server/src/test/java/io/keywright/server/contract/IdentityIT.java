package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.Credential;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.server.harness.Certificates;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls is what the client certificate says, and nothing else says it. */
@Served
class IdentityIT {

    private static final Map<String, Function<Certificates, Credential>> BAD = Map.of(
            "expired", it -> it.expired(Identity.of("demo")),
            "not yet valid", it -> it.notYetValid(Identity.of("demo")),
            "of another authority of the same name", it -> it.ofImpostor(Identity.of("demo")),
            "made for servers", Certificates::ofServer);

    private final Installation server;
    private final Identity tenant = Identity.ofNewTenant();
    private final Kms kms;

    IdentityIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
    }

    @AfterEach
    void theServerStillServes() {
        kms.get("/health").expect(200);
    }

    static List<String> badCertificates() {
        return BAD.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void nobodyConnectsWithACertificateThatIs(String fault) {
        Credential bad = BAD.getOrDefault(fault, it -> it.of(tenant)).apply(server.certificates());
        try (Kms stranger = server.as(bad)) {
            assertThatThrownBy(() -> stranger.exchange(request -> request.uri(stranger.uri("/kms/v1/health"))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobodyConnectsWithoutACertificate() {
        try (Kms stranger = server.asNobody()) {
            assertThatThrownBy(() -> stranger.exchange(request -> request.uri(stranger.uri("/kms/v1/health"))))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spiffe://test.keywright/tenant/GLOBAL/env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant",
                "spiffe://test.keywright/tenant/t/env/dev/module/M21",
                "spiffe://test.keywright/tenant/t/module/M21",
                "spiffe://test.keywright/env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/env/dev/tenant/t/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/./env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/../env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/..",
                "spiffe://test.keywright/tenant/t/env/qa/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/t/env/DEV/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/t/env/dev/plane/data/module/M21",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/",
                "spiffe://test.keywright/tenant//env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/M21/",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/M21/more",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/M21?x=1",
                "spiffe://test.keywright/tenant/t/env/dev/plane/tenant/module/M21#x",
                "spiffe://test.keywright/tenant/t%2fenv/env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/tenant/%74/env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright/x/tenant/t/env/dev/plane/tenant/module/M21",
                "spiffe://user@test.keywright/tenant/t/env/dev/plane/tenant/module/M21",
                "spiffe://test.keywright:8443/tenant/t/env/dev/plane/tenant/module/M21",
                "spiffe:///tenant/t/env/dev/plane/tenant/module/M21",
                "https://test.keywright/tenant/t/env/dev/plane/tenant/module/M21",
                "urn:tenant:t:env:dev:plane:tenant:module:M21"
            })
    void aCertificateThatNamesNoModuleOfAScopeIsNobody(String uri) {
        assertNobody(server.certificates().withUris(uri));
    }

    @Test
    void aTenantIsNoLongerThan128Characters() {
        String longest = "t".repeat(128);
        server.as(Identity.of(longest)).get("/keys").expect(200);
        assertNobody(server.certificates()
                .withUris("spiffe://test.keywright/tenant/" + longest + "t/env/dev/plane/tenant/module/M21"));
    }

    @Test
    void aCertificateWithTwoIdentitiesIsNobody() {
        assertNobody(server.certificates()
                .withUris(
                        "spiffe://test.keywright/tenant/a/env/dev/plane/tenant/module/M21",
                        "spiffe://test.keywright/tenant/b/env/dev/plane/tenant/module/M21"));
    }

    @Test
    void aCertificateWithoutAnIdentityIsNobody() {
        assertNobody(server.certificates().withUris());
        assertNobody(server.certificates()
                .withNames(
                        new SubjectNames(List.of(), List.of("tenant.t.env.dev.plane.tenant.module.M21"), List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/config",
                "/metrics",
                "/openapi",
                "/ledger/key",
                "/ledger/keys",
                "/ledger/checkpoint",
                "/ledger/tile/0/000",
                "/ledger/consistency?from=0&to=0",
                "/receipts",
                "/nowhere"
            })
    void nobodyReadsAnything(String path) {
        try (Kms nobody = server.as(server.certificates().withUris())) {
            Refusal.of(nobody.get(path), 401, "UNAUTHENTICATED");
        }
    }

    @Test
    void noHeaderMakesACallerOutOfAnother() throws CertificateEncodingException {
        Identity victim = Identity.ofNewTenant();
        String keyOfVictim = server.as(victim).newKey("Ed25519");
        byte[] der = server.certificates().of(victim).certificate().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        Map<String, String> claims = Map.of(
                "Client-Cert",
                ":" + base64 + ":",
                "X-Client-Certificate",
                base64,
                "X-Forwarded-Client-Cert",
                "Cert=\"" + base64 + "\"",
                "X-SSL-Client-Cert",
                base64,
                "X-Tenant-Id",
                victim.tenant(),
                "X-Forwarded-For",
                "127.0.0.1",
                "Authorization",
                "Bearer " + base64);

        claims.forEach((header, value) -> {
            assertCallerIs(kms, header, value);
            try (Kms nobody = server.as(server.certificates().withUris())) {
                Reply refused = nobody.send(
                        request -> request.uri(nobody.uri("/kms/v1/keys")).header(header, value));
                Refusal.of(refused, 401, "UNAUTHENTICATED");
            }
            Reply reply = kms.send(request ->
                    request.uri(kms.uri("/kms/v1/keys/" + keyOfVictim)).header(header, value));
            assertThat(reply.status()).isIn(401, 404);
        });
    }

    private void assertCallerIs(Kms caller, String header, String value) {
        String own = caller.newKey("Ed25519");
        Reply reply = caller.send(
                request -> request.uri(caller.uri("/kms/v1/keys/" + own)).header(header, value));
        if (header.equals("Authorization")) {
            assertThat(Refusal.of(reply, 401, "UNAUTHENTICATED", "token_not_accepted")
                            .has("receipt_id"))
                    .isTrue();
        } else {
            assertThat(reply.expect(200).text("tenant_id")).isEqualTo(tenant.tenant());
        }
    }

    private void assertNobody(Credential credential) {
        try (Kms nobody = server.as(credential)) {
            Refusal.of(nobody.get("/keys"), 401, "UNAUTHENTICATED", "no_identity");
            Refusal.of(nobody.create("Ed25519", List.of("sign")), 401, "UNAUTHENTICATED", "no_identity");
        }
    }
}
