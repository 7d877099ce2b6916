package io.keywright.server.identity.trust;

import io.keywright.pki.validation.RevocationList;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate of any kind, with its key, and what that key can sign: odd ones included, which no authority would issue. */
public record Issued(X509Certificate certificate, PrivateKey key) {

    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    public static final String CLIENT = "spiffe://test.keywright/tenant/acme/env/dev/plane/tenant/module/M1";

    /** What a certificate will hold; changed step by step. */
    public static final class Plan {

        private final String name;
        private final List<Extra> extras = new ArrayList<>();
        private BigInteger serial = BigInteger.valueOf(System.nanoTime());
        private Instant start = NOW.minus(Duration.ofDays(1));
        private Instant end = NOW.plus(Duration.ofDays(1));
        private String curve = "secp256r1";

        private record Extra(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable content) {}

        private Plan(String name) {
            this.name = name;
        }

        public Plan with(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable content) {
            extras.add(new Extra(extension, critical, content));
            return this;
        }

        public Plan purpose(KeyPurposeId purpose) {
            return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }

        /** Its issuer's list is there. */
        public Plan revokedAt(String url) {
            GeneralName place = new GeneralName(GeneralName.uniformResourceIdentifier, url);
            DistributionPoint point =
                    new DistributionPoint(new DistributionPointName(new GeneralNames(place)), null, null);
            return with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
        }

        /** Only URIs at {@code host} may be given. */
        public Plan onlyUrisAt(String host) {
            GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, host));
            return with(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
        }

        public Plan serial(long number) {
            serial = BigInteger.valueOf(number);
            return this;
        }

        public Plan valid(Instant first, Instant last) {
            start = first;
            end = last;
            return this;
        }

        /** An EC curve, {@code Ed25519}, or RSA with a number of bits that nobody has to find primes for, as {@code RSA-8200}. */
        public Plan keyOn(String other) {
            curve = other;
            return this;
        }

        public Issued bySelf() throws Exception {
            KeyPair pair = pair(curve);
            return signed(pair, new X500Principal("CN=" + name), pair.getPrivate());
        }

        public Issued by(Issued issuer) throws Exception {
            return signed(pair(curve), issuer.certificate().getSubjectX500Principal(), issuer.key());
        }

        private Issued signed(KeyPair pair, X500Principal issuer, PrivateKey issuerKey) throws Exception {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(start),
                    Date.from(end),
                    new X500Principal("CN=" + name),
                    pair.getPublic());
            for (Extra extra : extras) {
                builder.addExtension(extra.name(), extra.critical(), extra.content());
            }
            return new Issued(
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey))),
                    pair.getPrivate());
        }
    }

    public static Plan authority(String name) {
        return new Plan(name).with(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    public static Plan authority(String name, int pathLength) {
        return new Plan(name).with(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }

    /** Neither an authority's nor a client's. */
    static Plan plan(String name) {
        return new Plan(name);
    }

    public static Plan client() {
        return client(CLIENT);
    }

    public static Plan client(String uri) {
        return new Plan("client")
                .with(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)))
                .purpose(KeyPurposeId.id_kp_clientAuth);
    }

    /** A list that this signs, current now. */
    public RevocationList list(Consumer<X509v2CRLBuilder> entries) throws Exception {
        return list(NOW.plus(Duration.ofHours(1)), entries);
    }

    /** A list that this signs, which ends then. */
    public RevocationList list(Instant end, Consumer<X509v2CRLBuilder> entries) throws Exception {
        return RevocationList.of(crl(end, entries));
    }

    public X509CRL crl(Instant end, Consumer<X509v2CRLBuilder> entries) throws Exception {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                certificate.getSubjectX500Principal(), Date.from(end.minus(Duration.ofDays(1))));
        builder.setNextUpdate(Date.from(end));
        entries.accept(builder);
        return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        if (curve.startsWith("RSA-")) {
            return new KeyPair(
                    ofBits(Integer.parseInt(curve.substring("RSA-".length()))),
                    pair("secp256r1").getPrivate());
        }
        if (curve.equals("Ed25519")) {
            return KeyPairGenerator.getInstance(curve).generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** A public key that nobody has the private one of. */
    private static PublicKey ofBits(int bits) throws GeneralSecurityException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    private static ContentSigner signer(PrivateKey key) throws Exception {
        return new JcaContentSignerBuilder(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519").build(key);
    }
}
