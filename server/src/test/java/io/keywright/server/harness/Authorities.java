package io.keywright.server.harness;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Authorities beside the installation's own: good ones, whatever they issue, and ones that nobody should trust. */
public final class Authorities {

    private static final Duration LIFE = Duration.ofHours(1);

    private Authorities() {}

    /** A new authority. */
    public static CertificateAuthority create(String name) {
        return CertificateAuthority.create(name, Validity.from(Instant.now(), LIFE));
    }

    /** What {@code authority} issues for {@code identity}, whether or not it may. */
    public static Credential issue(CertificateAuthority authority, Identity identity) {
        return authority.issueClient("client", identity.spiffeId(), Validity.from(Instant.now(), LIFE));
    }

    /** What {@code authority} issues for a platform module. */
    public static Credential issuePlatform(CertificateAuthority authority, String module) {
        return authority.issueClient(
                "client", SpiffeId.ofPlatform(Identity.DOMAIN, module), Validity.from(Instant.now(), LIFE));
    }

    /** The certificate of an authority with any key and signature, valid from {@code start} for an hour. */
    public static X509Certificate selfSigned(String keyAlgorithm, int bits, String signature, Instant start) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=Odd Authority");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(start.toEpochMilli()),
                    Date.from(start),
                    Date.from(start.plus(LIFE)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list of the certificates that {@code authority} has revoked, PEM; out of date from {@code end} on. */
    public static String revocationList(CertificateAuthority authority, Instant end, List<X509Certificate> revoked) {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                    authority.certificate().getSubjectX500Principal(), Date.from(end.minus(Duration.ofDays(1))));
            builder.setNextUpdate(Date.from(end));
            revoked.forEach(
                    it -> builder.addCRLEntry(it.getSerialNumber(), Date.from(Instant.now()), CRLReason.keyCompromise));
            return pem(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(authority.credential().privateKey())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Anything that has a PEM form. */
    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
