package io.keywright.pki;

import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** All that goes into one certificate, save who signs it. */
record CertificateRequest(
        CertificateProfile profile,
        X500Principal subject,
        PublicKey publicKey,
        SubjectNames names,
        Validity validity,
        SecureRandom random) {

    /** RFC 5280 section 4.1.2.2 allows 20 octets, positive; the highest bit set keeps the length the same for all. */
    private static final int SERIAL_BITS = 159;

    /** The certificate, signed with ECDSA over SHA-256 by the issuer's P-256 key. */
    X509Certificate signedBy(X500Principal issuerName, KeyPair issuer) {
        try {
            X509v3CertificateBuilder builder = builder(issuerName);
            addUsage(builder);
            addKeyIdentifiers(builder, issuer.getPublic());
            addNames(builder);
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for " + subject, e);
        }
    }

    private X509v3CertificateBuilder builder(X500Principal issuerName) {
        Date notBefore = Date.from(validity.notBefore());
        Date notAfter = Date.from(validity.notAfter());
        return new JcaX509v3CertificateBuilder(
                name(issuerName), serialNumber(), notBefore, notAfter, name(subject), publicKey);
    }

    private void addUsage(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, profile.basicConstraints());
        builder.addExtension(Extension.keyUsage, true, profile.keyUsage());
        if (profile.purpose() != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(profile.purpose()));
        }
    }

    private void addKeyIdentifiers(X509v3CertificateBuilder builder, PublicKey issuerPublicKey)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(publicKey));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerPublicKey));
    }

    private void addNames(X509v3CertificateBuilder builder) throws IOException {
        if (!names.isEmpty()) {
            boolean nothingElseNamesIt = subject.getName().isEmpty();
            builder.addExtension(Extension.subjectAlternativeName, nothingElseNamesIt, generalNames());
        }
    }

    private GeneralNames generalNames() {
        Stream<GeneralName> uris = names.uris().stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString()));
        Stream<GeneralName> dnsNames = names.dnsNames().stream().map(dns -> new GeneralName(GeneralName.dNSName, dns));
        Stream<GeneralName> addresses = names.addresses().stream()
                .map(address -> new GeneralName(GeneralName.iPAddress, address.getHostAddress()));
        return new GeneralNames(
                Stream.of(uris, dnsNames, addresses).flatMap(each -> each).toArray(GeneralName[]::new));
    }

    private BigInteger serialNumber() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    private static X500Name name(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }
}
