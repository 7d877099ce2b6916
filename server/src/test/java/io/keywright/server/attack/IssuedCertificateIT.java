package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemCertificates;
import io.keywright.pki.Credential;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.NoAnswer;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

/** A certificate of the service's own authority opens the door to its module, until it is revoked, and never again. */
@Served
class IssuedCertificateIT {

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms owner;

    IssuedCertificateIT(Installation server) {
        this.server = server;
        this.owner = server.as(identity);
    }

    private Reply authority() {
        Reply made = owner.post(
                "/authorities",
                Body.of(
                        "name",
                        "Tenant root",
                        "key_type",
                        "EC-P256",
                        "signed_by",
                        "self",
                        "rules",
                        Map.of(
                                "trust_domain",
                                Identity.DOMAIN,
                                "modules",
                                Map.of("*", Map.of("purposes", List.of("client"), "longest", "P1D")))));
        return made.expect(201);
    }

    /** The id of one whose client certificates are accepted. */
    private String trustedAuthority() {
        Reply authority = authority();
        owner.post("/trust-anchors", Body.of("certificate", authority.text("certificate"), "anchor_type", "root"))
                .expect(201);
        return authority.text("authority_id");
    }

    private static byte[] der(KeyPair pair) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }

    private static String request(KeyPair pair) throws Exception {
        return Pem.write(new PemBlock("CERTIFICATE REQUEST", der(pair)));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static Reply issue(Kms kms, String authority, KeyPair pair) throws Exception {
        return kms.post("/certificates", Body.of("authority_id", authority, "request", request(pair)));
    }

    @Test
    void revokingEndsOpenConnectionsAndOpensNoOthers() throws Exception {
        String id = trustedAuthority();
        KeyPair pair = pair();
        Reply issued = issue(owner, id, pair).expect(201);
        X509Certificate certificate = PemCertificates.one(issued.text("certificate"));
        Credential credential = credential(certificate, pair);

        try (Kms module = server.as(credential)) {
            assertThat(module.get("/whoami").expect(200).text("tenant_id")).isEqualTo(identity.tenant());
            String renewed = issue(module, id, pair()).expect(201).text("certificate_id");
            assertThat(renewed).isNotEqualTo(issued.text("certificate_id"));

            String path = "/certificates/" + issued.text("certificate_id") + "/revoke";
            Reply revoked = owner.post(path, Body.of("revocation_reason", "key_compromise"))
                    .expect(200);
            Refusal.of(module.get("/whoami"), 401, "UNAUTHENTICATED", "certificate_not_trusted");
            assertThatThrownBy(() -> issue(module, id, pair()).expect(201)).isNotNull();
            assertThat(owner.post(path, Body.of()).expect(200).text("revoked_at"))
                    .isEqualTo(revoked.text("revoked_at"));
        }
        try (Kms stranger = server.as(credential)) {
            assertThatThrownBy(() -> stranger.get("/whoami")).isInstanceOf(NoAnswer.class);
        }
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(server.asNewTenant()
                        .get("/authorities/" + id + "/crl")
                        .expect(200)
                        .body()));
        assertThat(list.isRevoked(certificate)).isTrue();
    }

    @Test
    void whatAThiefRenewsFromAStolenCertificateGoesWithIt() throws Exception {
        String id = trustedAuthority();
        KeyPair stolen = pair();
        Reply issued = issue(owner, id, stolen).expect(201);
        KeyPair second = pair();
        KeyPair third = pair();
        try (Kms thief = server.as(credential(PemCertificates.one(issued.text("certificate")), stolen))) {
            Reply renewal = issue(thief, id, second).expect(201);
            X509Certificate last = certificates(enroll(thief, "/.well-known/est/" + id + "/simplereenroll", der(third)))
                    .getFirst();
            assertThat(owner.get("/certificates/" + renewal.text("certificate_id"))
                            .expect(200)
                            .text("renewed_from"))
                    .isEqualTo(issued.text("certificate_id"));
            try (Kms renewed = server.as(credential(PemCertificates.one(renewal.text("certificate")), second));
                    Kms reenrolled = server.as(credential(last, third))) {
                renewed.get("/whoami").expect(200);
                reenrolled.get("/whoami").expect(200);

                owner.post(
                                "/certificates/" + issued.text("certificate_id") + "/revoke",
                                Body.of("revocation_reason", "key_compromise"))
                        .expect(200);

                for (Kms each : List.of(thief, renewed, reenrolled)) {
                    Refusal.of(each.get("/whoami"), 401, "UNAUTHENTICATED", "certificate_not_trusted");
                }
            }
        }
        assertThat(owner.get("/whoami").expect(200).text("tenant_id")).isEqualTo(identity.tenant());
    }

    private static Credential credential(X509Certificate certificate, KeyPair pair) {
        return new Credential(certificate, pair.getPrivate());
    }

    @Test
    void junkIsNoQuestionOfTheResponder() {
        String id = authority().text("authority_id");
        Reply answer = owner.send(request -> request.uri(owner.uri("/kms/v1/authorities/" + id + "/ocsp"))
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})));
        assertThat(answer.expect(200).header("Content-Type")).isEqualTo("application/ocsp-response");
        assertThat(answer.body()).containsExactly(0x30, 3, 0x0a, 1, 1);
    }

    @Test
    void clientsThatSpeakEstAreServedAlike() throws Exception {
        Reply authority = authority();
        String est = "/.well-known/est/" + authority.text("authority_id");
        Reply above = owner.send(request -> request.uri(owner.uri(est + "/cacerts")));
        assertThat(certificates(above)).containsExactly(PemCertificates.one(authority.text("certificate")));
        Kms stranger = server.asNewTenant();
        assertThat(certificates(stranger.send(request -> request.uri(stranger.uri(est + "/cacerts")))))
                .isEqualTo(certificates(above));

        KeyPair pair = pair();
        for (String way : List.of("/simpleenroll", "/simplereenroll")) {
            X509Certificate issued =
                    certificates(enroll(owner, est + way, der(pair))).getFirst();
            assertThat(issued.getPublicKey()).isEqualTo(pair.getPublic());
            assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=" + identity.module());
        }
        Refusal.of(enroll(owner, est + "/simpleenroll", new byte[] {1}), 400, "INVALID_REQUEST", "not_a_request");
    }

    private static Reply enroll(Kms kms, String path, byte[] request) {
        return kms.send(it -> it.uri(kms.uri(path))
                .header("Content-Type", "application/pkcs10")
                .POST(BodyPublishers.ofByteArray(Base64.getMimeEncoder().encode(request))));
    }

    private static List<X509Certificate> certificates(Reply bag) throws Exception {
        assertThat(bag.expect(200).header("Content-Type")).startsWith("application/pkcs7-mime");
        return PemCertificates.inFile(Base64.getMimeDecoder().decode(bag.body()));
    }

    @Test
    void nobodySeesChangesOrUsesAnotherTenantsAuthority() throws Exception {
        String id = authority().text("authority_id");
        Kms stranger = server.asNewTenant();
        Refusal.of(stranger.get("/authorities/" + id), 404, "KEY_NOT_FOUND");
        Refusal.of(issue(stranger, id, pair()), 404, "KEY_NOT_FOUND");
        Refusal.of(
                stranger.put(
                        "/authorities/" + id + "/rules",
                        Body.of("rules", Map.of("trust_domain", "evil", "modules", Map.of()))),
                404,
                "KEY_NOT_FOUND");
        assertThat(stranger.get("/authorities").expect(200).text()).doesNotContain(id);
    }
}
