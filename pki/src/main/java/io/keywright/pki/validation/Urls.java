package io.keywright.pki.validation;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.GeneralName;

/** URLs in extensions of certificates. */
final class Urls {

    /** Printable, since it is shown to people. */
    private static final Pattern HTTP = Pattern.compile("(?i)https?://[!-~]{1,2000}");

    private Urls() {}

    /** {@code name}, if it is a URL of HTTP. */
    static Optional<String> http(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return Optional.empty();
        }
        String url = ASN1IA5String.getInstance(name.getName()).getString();
        return Optional.of(url).filter(HTTP.asMatchPredicate());
    }
}
