package io.keywright.pki.issuing;

import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules.Addresses;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * A certificate of a client or server, before it is signed (RFC 5280, section 4).
 *
 * @param subject where it is empty, the names are critical (RFC 5280, section 4.1.2.6)
 * @param names its subject alternative names
 * @param addresses where somebody who relies on it asks about it
 */
public record LeafCertificate(
        X500Principal subject,
        PublicKey publicKey,
        SubjectNames names,
        Set<CertificatePurpose> purposes,
        Validity validity,
        BigInteger serial,
        Addresses addresses) {

    /** What a common name has room for (RFC 5280, appendix A.1: ub-common-name). */
    private static final int LONGEST_COMMON_NAME = 64;

    /** The subject that a common name makes; empty if it has no room for the name, or the name is empty. */
    public static X500Principal subject(String commonName) {
        boolean fits = !commonName.isEmpty() && commonName.length() <= LONGEST_COMMON_NAME;
        return fits ? AuthorityCertificates.principal(commonName) : new X500Principal("");
    }

    /** The certificate, in DER. */
    public byte[] signedBy(Issuer issuer, AuthorityKey issuerKey) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.name(),
                    serial,
                    Date.from(validity.notBefore()),
                    Date.from(validity.notAfter()),
                    X500Name.getInstance(subject.getEncoded()),
                    publicKey);
            addUsage(builder);
            builder.addExtension(Extension.subjectKeyIdentifier, false, KeyIdentifiers.of(publicKey));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuer.keyIdentifier());
            addNames(builder);
            addAddresses(builder);
            return builder.build(new KeySigner(issuerKey)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    private void addUsage(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        boolean takesKeys = publicKey instanceof RSAPublicKey && purposes.contains(CertificatePurpose.SERVER);
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        takesKeys ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment : KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(purposes.stream()
                        .sorted()
                        .map(LeafCertificate::identifier)
                        .toArray(KeyPurposeId[]::new)));
    }

    private static KeyPurposeId identifier(CertificatePurpose purpose) {
        return switch (purpose) {
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
        };
    }

    private void addNames(X509v3CertificateBuilder builder) throws IOException {
        if (!names.isEmpty()) {
            boolean nothingElseNamesIt = subject.getName().isEmpty();
            builder.addExtension(Extension.subjectAlternativeName, nothingElseNamesIt, names.encoded());
        }
    }

    private void addAddresses(X509v3CertificateBuilder builder) throws IOException {
        if (addresses.list().isPresent()) {
            DistributionPointName where = new DistributionPointName(
                    new GeneralNames(uri(addresses.list().get())));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(where, null, null)
            }));
        }
        List<AccessDescription> access = new ArrayList<>();
        addresses.status().ifPresent(url -> access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(url))));
        addresses
                .issuer()
                .ifPresent(url -> access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(url))));
        if (!access.isEmpty()) {
            ASN1EncodableVector vector = new ASN1EncodableVector();
            access.forEach(vector::add);
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    AuthorityInformationAccess.getInstance(new DERSequence(vector)));
        }
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }
}
