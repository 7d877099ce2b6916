package io.keywright.pki.validation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that lists of the revoked are (RFC 5280, section 4.2.1.13). What cannot be read says nothing. */
final class DistributionPoints {

    private DistributionPoints() {}

    /** Others than its issuer that keep lists of its issuer's certificates. */
    static Set<X500Principal> listIssuers(X509Certificate certificate) {
        return read(certificate.getExtensionValue(Extension.cRLDistributionPoints.getId())).stream()
                .map(DistributionPoint::getCRLIssuer)
                .flatMap(Stream::ofNullable)
                .map(GeneralNames::getNames)
                .flatMap(Arrays::stream)
                .flatMap(it -> principal(it).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<DistributionPoint> read(byte[] extension) {
        try {
            return extension == null
                    ? List.of()
                    : List.of(CRLDistPoint.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getDistributionPoints());
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private static Optional<X500Principal> principal(GeneralName name) {
        try {
            return name.getTagNo() == GeneralName.directoryName
                    ? Optional.of(
                            new X500Principal(name.getName().toASN1Primitive().getEncoded()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
