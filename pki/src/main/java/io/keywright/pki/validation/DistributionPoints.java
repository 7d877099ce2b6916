package io.keywright.pki.validation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where lists of the revoked are (RFC 5280, sections 4.2.1.13 and 5.2.6). What cannot be read says nothing. */
public final class DistributionPoints {

    private static final int MOST = 4;

    private DistributionPoints() {}

    /** Where the lists of its own issuer are that tell of {@code certificate}: of each place the first URL of HTTP, and of four places at most. */
    public static List<String> addresses(X509Certificate certificate) {
        return addresses(certificate, Extension.cRLDistributionPoints);
    }

    /** Where it is told what has changed since a complete list; {@code place} is the certificate or that list. */
    public static List<String> freshest(X509Extension place) {
        return addresses(place, Extension.freshestCRL);
    }

    /** Others than its issuer that keep lists of its issuer's certificates. */
    static Set<X500Principal> listIssuers(X509Certificate certificate) {
        return read(certificate, Extension.cRLDistributionPoints)
                .map(DistributionPoint::getCRLIssuer)
                .flatMap(Stream::ofNullable)
                .map(GeneralNames::getNames)
                .flatMap(Arrays::stream)
                .flatMap(it -> principal(it).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> addresses(X509Extension place, ASN1ObjectIdentifier extension) {
        return read(place, extension)
                .filter(it -> it.getCRLIssuer() == null)
                .flatMap(it -> address(it).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Optional<String> address(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        return name == null || name.getType() != DistributionPointName.FULL_NAME
                ? Optional.empty()
                : Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                        .flatMap(it -> Urls.http(it).stream())
                        .findFirst();
    }

    private static Stream<DistributionPoint> read(X509Extension place, ASN1ObjectIdentifier extension) {
        byte[] content = place.getExtensionValue(extension.getId());
        try {
            return content == null
                    ? Stream.of()
                    : Arrays.stream(CRLDistPoint.getInstance(
                                    ASN1OctetString.getInstance(content).getOctets())
                            .getDistributionPoints());
        } catch (IllegalArgumentException unreadable) {
            return Stream.of();
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
