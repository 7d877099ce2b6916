package io.keywright.pki.validation;

import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.GeneralName;

/** URLs in extensions of certificates. */
final class Urls {

    private Urls() {}

    /** {@code name}, if it is a URL of HTTP. */
    static Optional<String> http(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return Optional.empty();
        }
        String url = ASN1IA5String.getInstance(name.getName()).getString();
        String lower = url.toLowerCase(Locale.ROOT);
        return Optional.of(url).filter(it -> lower.startsWith("http://") || lower.startsWith("https://"));
    }
}
