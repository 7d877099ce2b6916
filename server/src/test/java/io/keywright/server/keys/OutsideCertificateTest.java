package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static io.keywright.server.keys.AuthorityService.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.model.Authority;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody outside may make of an authority's request. */
class OutsideCertificateTest {

    private static final int FOR_CERTIFICATES_AND_LISTS = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private final CertificateAuthority outside =
            CertificateAuthority.create("Outside", Validity.from(Instant.now(), Duration.ofDays(2)));

    @TempDir
    Path folder;

    private AuthorityService service;
    private Authority awaiting;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(folder, Clock.systemUTC(), Set.of());
        awaiting = service.create(KeyType.EC_P256, new SignedBy.Outsider(), Duration.ofDays(1));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private X509v3CertificateBuilder draft(String subject) throws Exception {
        JcaPKCS10CertificationRequest request =
                new JcaPKCS10CertificationRequest(awaiting.request().orElseThrow());
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        outside.certificate().getSubjectX500Principal().getEncoded()),
                BigInteger.TWO,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name(subject),
                request.getPublicKey());
    }

    private X509v3CertificateBuilder authority(String subject, int usage) throws Exception {
        return draft(subject)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }

    private String signed(X509v3CertificateBuilder draft) throws Exception {
        return Pem.write(PemBlock.certificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(outside.credential().privateKey()))
                .getEncoded()));
    }

    private Authority installed(Authority authority, String certificate) {
        return service.keys.run(
                APP, Operation.CHANGE_AUTHORITY, service.changes.install(authority.authorityId(), certificate, null));
    }

    private void isRefused(Authority authority, String reason, String certificate) {
        assertThatThrownBy(() -> installed(authority, certificate))
                .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.details()).containsEntry("reason", reason);
                });
    }

    @Test
    void anAuthorityThatIsCertifiedOutsideIssues() throws Exception {
        Authority certified = installed(awaiting, signed(authority("CN=Acme", FOR_CERTIFICATES_AND_LISTS)));
        IssuedCertificate issued = service.issue(certified, new Csr().der());
        x509(issued).verify(x509(certified).getPublicKey());
        x509(certified).verify(outside.certificate().getPublicKey());
        assertThat(x509(issued).getIssuerX500Principal())
                .isEqualTo(x509(certified).getSubjectX500Principal());
    }

    @Test
    void whatIsNoAuthoritysIsRefused() throws Exception {
        isRefused(awaiting, "unsuitable", signed(draft("CN=Acme")));
        isRefused(awaiting, "unsuitable", signed(authority("CN=Acme", KeyUsage.keyCertSign)));
        isRefused(awaiting, "unsuitable", signed(authority("CN=Acme", KeyUsage.cRLSign)));
    }

    /** Each certificate that it issues repeats it (RFC 5280, section 4.2.1.1). */
    @Test
    void whoseKeyIdentifierCannotBeReadIsRefused() throws Exception {
        isRefused(
                awaiting,
                "unsuitable",
                signed(authority("CN=Acme", FOR_CERTIFICATES_AND_LISTS)
                        .addExtension(Extension.subjectKeyIdentifier, false, DERNull.INSTANCE)));
    }

    @Test
    void itIsOfTheAuthoritysRequestAndOfNoOther() throws Exception {
        String certificate = signed(authority("CN=Acme", FOR_CERTIFICATES_AND_LISTS));
        Authority other = service.create(KeyType.EC_P256, new SignedBy.Outsider(), Duration.ofDays(1));
        isRefused(other, "other_key", certificate);
        isRefused(service.root(), "not_from_outside", certificate);
    }
}
