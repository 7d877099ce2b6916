package io.keywright.pki.issuing;

import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules.Addresses;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
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
 * @param commonName its subject, if that has room for it: with a longer or empty one the certificate has no subject, and its
 *     other names are critical (RFC 5280, section 4.1.2.6)
 * @param uris and {@code dnsNames} its subject alternative names
 * @param addresses where somebody who relies on it asks about it
 */
public record LeafCertificate(
        String commonName,
        PublicKey publicKey,
        List<URI> uris,
        List<String> dnsNames,
        Set<CertificatePurpose> purposes,
        Validity validity,
        BigInteger serial,
        Addresses addresses) {

    /** What a common name has room for (RFC 5280, appendix A.1: ub-common-name). */
    private static final int LONGEST_COMMON_NAME = 64;

    /** The certificate, in DER. */
    public byte[] signedBy(Issuer issuer, AuthorityKey issuerKey) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.name(),
                    serial,
                    Date.from(validity.notBefore()),
                    Date.from(validity.notAfter()),
                    subject(),
                    publicKey);
            addUsage(builder);
            builder.addExtension(Extension.subjectKeyIdentifier, false, KeyIdentifiers.of(publicKey));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuer.keyIdentifier());
            builder.addExtension(Extension.subjectAlternativeName, !fits(), names());
            addAddresses(builder);
            return builder.build(new KeySigner(issuerKey)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    private X500Name subject() {
        return fits() ? AuthorityCertificates.subject(commonName) : new X500Name(new RDN[0]);
    }

    private boolean fits() {
        return !commonName.isEmpty() && commonName.length() <= LONGEST_COMMON_NAME;
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

    private GeneralNames names() {
        return new GeneralNames(Stream.concat(
                        uris.stream().map(uri -> uri(uri.toString())),
                        dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)))
                .toArray(GeneralName[]::new));
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
