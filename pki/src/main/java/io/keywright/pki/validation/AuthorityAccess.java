package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;

/** Where a certificate says that more is to be had of its issuer (RFC 5280, section 4.2.2.1). What cannot be read says nothing. */
public final class AuthorityAccess {

    private AuthorityAccess() {}

    /** URLs of HTTP where responders tell whether it was revoked. */
    public static List<String> responders(X509Certificate certificate) {
        return addresses(certificate, AccessDescription.id_ad_ocsp);
    }

    /** URLs of HTTP where its issuer's certificate is. */
    public static List<String> issuers(X509Certificate certificate) {
        return addresses(certificate, AccessDescription.id_ad_caIssuers);
    }

    private static List<String> addresses(X509Certificate certificate, ASN1ObjectIdentifier method) {
        byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
        try {
            return extension == null
                    ? List.of()
                    : Arrays.stream(AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(extension)
                                            .getOctets())
                                    .getAccessDescriptions())
                            .filter(it -> it.getAccessMethod().equals(method))
                            .flatMap(it -> Urls.http(it.getAccessLocation()).stream())
                            .toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
