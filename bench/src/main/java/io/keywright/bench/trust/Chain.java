package io.keywright.bench.trust;

import io.keywright.pki.validation.RevocationList;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate on P-256 and its key, which issues others and their lists. */
record Chain(X509Certificate certificate, KeyPair keys) {

    private static final Date START = Date.from(Instant.EPOCH);
    private static final Date END = Date.from(Instant.parse("2049-12-31T00:00:00Z"));

    static Chain root(String name) throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = pair();
        return issued(name, keys, name, keys, true);
    }

    Chain issue(String name, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        return issued(certificate.getSubjectX500Principal().getName(), keys, name, pair(), authority);
    }

    /** A list of so many others. */
    RevocationList list(int entries) throws GeneralSecurityException, OperatorCreationException {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                new X500Name(certificate.getSubjectX500Principal().getName()), START);
        builder.setNextUpdate(END);
        for (int i = 0; i < entries; i++) {
            builder.addCRLEntry(BigInteger.TWO.pow(100).add(BigInteger.valueOf(i)), START, CRLReason.superseded);
        }
        return RevocationList.of(new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
    }

    private static Chain issued(String issuer, KeyPair issuerKeys, String subject, KeyPair keys, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(System.nanoTime()),
                START,
                END,
                new X500Name(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        return new Chain(
                new JcaX509CertificateConverter()
                        .getCertificate(builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate()))),
                keys);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
