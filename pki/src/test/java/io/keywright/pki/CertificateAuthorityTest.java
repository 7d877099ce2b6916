package io.keywright.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private final Instant now = Instant.now();
    private final Validity oneDay = Validity.from(now, Duration.ofDays(1));
    private final CertificateAuthority ca = CertificateAuthority.create("Test CA", oneDay);
    private final SpiffeId demo = SpiffeId.ofTenant("example.org", "demo", "dev", "tenant", "M21");

    @Test
    void anAuthorityMaySignLeavesAndListsAndNothingElse() {
        X509Certificate certificate = ca.certificate();

        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(keyUsages(certificate)).containsExactly(KEY_CERT_SIGN, CRL_SIGN);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=Test CA"));
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void aServerCertificateCarriesItsNamesAndServesServersOnly() throws Exception {
        X509Certificate certificate =
                ca.issueServer("localhost", SubjectNames.ofLoopback(), oneDay).certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(keyUsages(certificate)).containsExactly(DIGITAL_SIGNATURE);
        assertThat(certificate.getBasicConstraints()).isNegative();
    }

    @Test
    void aClientCertificateCarriesItsSpiffeIdAndServesClientsOnly() throws Exception {
        X509Certificate certificate = ca.issueClient("M21", demo, oneDay).certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "spiffe://example.org/tenant/demo/env/dev/plane/tenant/module/M21"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
        assertThat(keyUsages(certificate)).containsExactly(DIGITAL_SIGNATURE);
    }

    @Test
    void aClientMayBeKnownByItsSubjectAlone() throws Exception {
        X500Principal subject = new X500Principal("CN=M21,OU=dev,O=demo");

        X509Certificate certificate =
                ca.issueClient(subject, SubjectNames.none(), oneDay).certificate();

        assertThat(certificate.getSubjectX500Principal()).isEqualTo(subject);
        assertThat(certificate.getSubjectAlternativeNames()).isNull();
    }

    @Test
    void namesAreCriticalWhereTheSubjectIsEmpty() {
        X509Certificate certificate = ca.issueClient(new X500Principal(""), SubjectNames.of(demo), oneDay)
                .certificate();

        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.17");
    }

    @Test
    void aLeafPointsToTheKeyOfItsIssuer() {
        X509Certificate leaf = ca.issueClient("M21", demo, oneDay).certificate();
        byte[] issuerKeyId = tail(ca.certificate().getExtensionValue("2.5.29.14"));

        assertThat(tail(leaf.getExtensionValue("2.5.29.35"))).isEqualTo(issuerKeyId);
        assertThat(tail(leaf.getExtensionValue("2.5.29.14"))).isNotEqualTo(issuerKeyId);
    }

    @Test
    void aLeafValidatesAgainstItsAuthorityAndNoOther() throws Exception {
        X509Certificate leaf = ca.issueClient("M21", demo, oneDay).certificate();
        CertificateAuthority stranger = CertificateAuthority.create("Test CA", oneDay);

        validate(leaf, ca);

        assertThat(ca.issued(leaf)).isTrue();
        assertThat(stranger.issued(leaf)).isFalse();
        assertThatThrownBy(() -> validate(leaf, stranger)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void aCertificateCanBeExpiredOrNotYetValid() {
        Validity past = new Validity(now.minusSeconds(7200), now.minusSeconds(3600));
        Validity future = new Validity(now.plusSeconds(3600), now.plusSeconds(7200));
        X509Certificate expired = ca.issueClient("M21", demo, past).certificate();
        X509Certificate early = ca.issueClient("M21", demo, future).certificate();

        assertThat(expired.getNotAfter().toInstant()).isEqualTo(past.notAfter());
        assertThat(early.getNotBefore().toInstant()).isEqualTo(future.notBefore());
        assertThatThrownBy(() -> validate(expired, ca)).hasRootCauseMessage("NotAfter: " + expired.getNotAfter());
        assertThatThrownBy(() -> validate(early, ca)).hasRootCauseMessage("NotBefore: " + early.getNotBefore());
    }

    @Test
    void serialNumbersAreLongPositiveAndNeverTheSame() {
        List<X509Certificate> many = IntStream.range(0, 20)
                .mapToObj(i -> ca.issueClient("M21", demo, oneDay).certificate())
                .toList();

        assertThat(many)
                .extracting(X509Certificate::getSerialNumber)
                .doesNotHaveDuplicates()
                .allSatisfy(serial -> {
                    assertThat(serial).isPositive();
                    assertThat(serial.bitLength()).isEqualTo(129);
                });
    }

    @Test
    void anAuthorityGoesOnFromItsCertificateAndKey() throws Exception {
        CertificateAuthority again = new CertificateAuthority(ca.credential());

        validate(again.issueClient("M21", demo, oneDay).certificate(), ca);
    }

    @Test
    void aLeafOrAForeignKeyMakesNoAuthority() {
        Credential leaf = ca.issueClient("M21", demo, oneDay);
        Credential mixed = new Credential(ca.certificate(), leaf.privateKey());

        assertThatThrownBy(() -> new CertificateAuthority(leaf)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CertificateAuthority(mixed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommonNameIsOneNameWhateverItHolds() throws Exception {
        String awkward = "a, O=b + \"c\"";

        X509Certificate certificate = ca.issueClient(awkward, demo, oneDay).certificate();

        LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
        assertThat(subject.getRdns()).containsExactly(new Rdn("CN", awkward));
    }

    @Test
    void aCredentialDoesNotPrintItsKey() {
        Credential credential = ca.issueClient("M21", demo, oneDay);

        assertThat(credential).hasToString("Credential[CN=M21]");
    }

    private static void validate(X509Certificate leaf, CertificateAuthority trusted) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.certificate(), null)));
        parameters.setRevocationEnabled(false);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static List<Integer> keyUsages(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        return IntStream.range(0, bits.length).filter(i -> bits[i]).boxed().toList();
    }

    /** The 20 octets of a key identifier, which end either extension. */
    private static byte[] tail(byte[] extension) {
        return Arrays.copyOfRange(extension, extension.length - 20, extension.length);
    }
}
