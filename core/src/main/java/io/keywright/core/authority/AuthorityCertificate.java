package io.keywright.core.authority;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Authority;
import io.keywright.pki.issuing.Issuer;
import java.security.cert.X509Certificate;

/** What is read from the certificates of authorities. */
final class AuthorityCertificate {

    private AuthorityCertificate() {}

    /** A certified authority, as what it signs refers to it. */
    static Issuer of(Authority authority) {
        return Issuer.of(authority.certificate().orElseThrow());
    }

    /** By what those who check certificates know who issued them: SHA-256 of the key, 64 hexadecimal digits. */
    static String issuerKey(X509Certificate issuer) {
        return Sha256.hex(issuer.getPublicKey().getEncoded());
    }
}
