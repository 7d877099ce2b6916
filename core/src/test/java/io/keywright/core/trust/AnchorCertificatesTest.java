package io.keywright.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.model.AnchorType;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of certificates that nobody should trust. */
class AnchorCertificatesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");

    private static List<X509Certificate> read(byte[] der) {
        SentAnchors sent = new SentAnchors(Base64.getEncoder().encodeToString(der), Optional.empty(), Optional.empty());
        return AnchorCertificates.read(sent, AnchorType.ROOT, NOW);
    }

    /** With any bit turned over that the root has signed, it is no root any more, and that is said. */
    @Test
    void aRootIsWhatItSignedItself() throws Exception {
        X509Certificate root = CertificateAuthority.create("Root", Validity.from(NOW, Duration.ofDays(1)))
                .certificate();
        byte[] der = root.getEncoded();
        assertThat(read(der)).containsExactly(root);
        int refused = 0;
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] altered = der.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(read(altered).getFirst().getTBSCertificate()).isEqualTo(root.getTBSCertificate());
            } catch (KeywrightException refusal) {
                assertThat(refusal.code()).as("bit %d", bit).isEqualTo(ErrorCode.INVALID_REQUEST);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(root.getTBSCertificate().length * 8);
    }

    /** A good root but for one extension, which decides. */
    @ParameterizedTest
    @MethodSource
    void anAuthorityThatCanVouchForNoClientIsNoAnchor(
            String reason, ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable bad, ASN1Encodable good)
            throws Exception {
        assertThat(read(root(extension, false, good))).hasSize(1);

        byte[] root = root(extension, critical, bad);
        KeywrightException refusal = catchThrowableOfType(KeywrightException.class, () -> read(root));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.details()).containsEntry("reason", reason);
    }

    static Stream<Arguments> anAuthorityThatCanVouchForNoClientIsNoAnchor() {
        ASN1Encodable anything = DERNull.INSTANCE;
        ASN1Encodable servers = new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
        ASN1Encodable clients = new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
        NameConstraints names = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "keywright.test"))},
                null);
        return Stream.of(
                Arguments.of("not_for_clients", Extension.extendedKeyUsage, false, servers, clients),
                Arguments.of("name_constraints", Extension.nameConstraints, false, anything, names),
                Arguments.of("critical_extension", UNKNOWN, true, anything, anything));
    }

    private static byte[] root(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable content)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Root");
        Date end = Date.from(NOW.plus(Duration.ofDays(1)));
        return new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(NOW), end, name, pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(extension, critical, content)
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }
}
