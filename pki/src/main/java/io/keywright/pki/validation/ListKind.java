package io.keywright.pki.validation;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** What kind of list of revoked certificates one is (RFC 5280, sections 5.2.4 and 5.2.5). */
public final class ListKind {

    private ListKind() {}

    /** Whether it tells only what has changed since another. */
    public static boolean isDelta(X509CRL list) {
        return list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null;
    }

    /** The number in an extension; empty if there is none that can be read. */
    static Optional<BigInteger> integer(X509CRL list, ASN1ObjectIdentifier extension) {
        byte[] content = list.getExtensionValue(extension.getId());
        try {
            return content == null
                    ? Optional.empty()
                    : Optional.of(ASN1Integer.getInstance(
                                    ASN1OctetString.getInstance(content).getOctets())
                            .getValue());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it names certificates of other issuers, too; what cannot be read may do so. */
    public static boolean isIndirect(X509CRL list) {
        byte[] scope = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
        try {
            return scope != null
                    && IssuingDistributionPoint.getInstance(
                                    ASN1OctetString.getInstance(scope).getOctets())
                            .isIndirectCRL();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
