package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.NoAnswer;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who forwards a certificate must be a proxy that is configured, and what it forwards must be good (RFC 9440). */
@Served({
    "keywright.identity.proxy.addresses=127.0.0.0/8,::1",
    "keywright.identity.proxy.subjects=spiffe://test.keywright/module/gateway"
})
class ForwardedCertificateIT {

    private static final String HEADER = "Client-Cert";

    private final Installation server;
    private final Identity tenant = Identity.ofNewTenant();
    private final Kms proxy;

    ForwardedCertificateIT(Installation server) {
        this.server = server;
        this.proxy = server.as(server.certificates().ofPlatform("gateway"));
    }

    @AfterAll
    void close() {
        proxy.close();
    }

    @Test
    void aProxySpeaksForWhomItForwards() {
        Reply reply = whoami(proxy, HEADER, sequence(server.certificates().of(tenant)));

        assertThat(reply.expect(200).text("tenant_id")).isEqualTo(tenant.tenant());
        Identity other = Identity.ofNewTenant();
        assertThat(whoami(proxy, HEADER, sequence(server.certificates().of(other)))
                        .text("tenant_id"))
                .isEqualTo(other.tenant());
    }

    @Test
    void aHeaderFromAnybodyElseSaysNothing() {
        String forged = sequence(server.certificates().of(tenant));
        Identity attacker = Identity.ofNewTenant();

        assertThat(whoami(server.as(attacker), HEADER, forged).expect(200).text("tenant_id"))
                .isEqualTo(attacker.tenant());
        assertThat(whoami(server.as(attacker.asModule("gateway")), HEADER, forged)
                        .expect(200)
                        .text("tenant_id"))
                .isEqualTo(attacker.tenant());
        try (Kms operator = server.as(server.certificates().ofPlatform("operator"))) {
            assertThat(whoami(operator, HEADER, forged).expect(200).text("module"))
                    .isEqualTo("operator");
        }
    }

    @Test
    void aProxyIsNobodyItself() {
        Refusal.of(proxy.get("/whoami"), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        Refusal.of(proxy.get("/health"), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        Credential itself = server.certificates().ofPlatform("gateway");
        Refusal.of(whoami(proxy, HEADER, sequence(itself)), 401, "UNAUTHENTICATED", "forwarded_proxy");
    }

    @Test
    void twoCertificatesAreNone() {
        String one = sequence(server.certificates().of(tenant));
        String other = sequence(server.certificates().of(Identity.ofNewTenant()));

        Refusal.of(whoami(proxy, HEADER, one, other), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        Refusal.of(whoami(proxy, HEADER, one, one), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        Refusal.of(whoami(proxy, HEADER, one + ", " + other), 401, "UNAUTHENTICATED", "forwarded_certificate");
    }

    @Test
    void onlyTheConfiguredHeaderCounts() {
        String base64 = base64(server.certificates().of(tenant));
        for (String header : List.of("X-Client-Certificate", "X-Forwarded-Client-Cert", "X-SSL-Client-Cert")) {
            Refusal.of(whoami(proxy, header, base64), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "not yet valid", "of an impostor", "of another authority", "of a server"})
    void aForwardedCertificateIsCheckedLikeAnyOther(String fault) {
        Credential bad = switch (fault) {
            case "expired" -> server.certificates().expired(tenant);
            case "not yet valid" -> server.certificates().notYetValid(tenant);
            case "of an impostor" -> server.certificates().ofImpostor(tenant);
            case "of another authority" -> Authorities.issue(Authorities.create("Another Authority"), tenant);
            default -> server.certificates().ofServer();
        };
        Refusal.of(whoami(proxy, HEADER, sequence(bad)), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", ":AAAA:", "AAAA", ":!!!:", "\"\"", "?1", ": :", "-----BEGIN CERTIFICATE-----"})
    void garbageIsNoCertificate(String garbage) {
        Refusal.of(whoami(proxy, HEADER, garbage), 401, "UNAUTHENTICATED", "forwarded_certificate");
    }

    @Test
    void aChainIsReadAndMustBeWellFormed() {
        String certificate = sequence(server.certificates().of(tenant));
        Reply good = proxy.send(request -> request.uri(proxy.uri("/kms/v1/whoami"))
                .header(HEADER, certificate)
                .header(
                        "Client-Cert-Chain",
                        sequence(server.certificates().authority().credential())));
        assertThat(good.expect(200).text("tenant_id")).isEqualTo(tenant.tenant());
        Reply bad = proxy.send(request -> request.uri(proxy.uri("/kms/v1/whoami"))
                .header(HEADER, certificate)
                .header("Client-Cert-Chain", "junk"));
        Refusal.of(bad, 401, "UNAUTHENTICATED", "forwarded_certificate");
    }

    @Test
    void aTenantsAuthorityMakesNoProxies() {
        CertificateAuthority authority = Authorities.create("Tenant Authority");
        server.as(tenant)
                .post(
                        "/trust-anchors",
                        Body.of("certificate", Authorities.pem(authority.certificate()), "anchor_type", "root"))
                .expect(201);
        try (Kms pretender = server.as(Authorities.issuePlatform(authority, "gateway"))) {
            assertThatThrownBy(() -> pretender.get("/whoami")).isInstanceOf(NoAnswer.class);
        }
        String forwarded = sequence(Authorities.issue(authority, tenant));
        assertThat(whoami(proxy, HEADER, forwarded).expect(200).text("tenant_id"))
                .isEqualTo(tenant.tenant());
        String foreign = sequence(Authorities.issue(authority, Identity.ofNewTenant()));
        Refusal.of(whoami(proxy, HEADER, foreign), 401, "UNAUTHENTICATED", "certificate_not_trusted");
    }

    static Reply whoami(Kms kms, String header, String... values) {
        return kms.send(request -> {
            request.uri(kms.uri("/kms/v1/whoami"));
            List.of(values).forEach(value -> request.header(header, value));
            return request;
        });
    }

    static String base64(Credential credential) {
        try {
            return Base64.getEncoder().encodeToString(credential.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sequence(Credential credential) {
        return ":" + base64(credential) + ":";
    }
}
