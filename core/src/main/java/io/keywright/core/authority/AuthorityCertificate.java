package io.keywright.core.authority;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Authority;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/** What is read from the certificates of authorities. */
final class AuthorityCertificate {

    private AuthorityCertificate() {}

    /** The certificate that a certified authority has. */
    static X509Certificate of(Authority authority) {
        try {
            return PemCertificates.one(authority.certificate().orElseThrow());
        } catch (PemException e) {
            throw new IllegalStateException("an authority's certificate that cannot be read", e);
        }
    }

    /** The key that a certified authority signs with. */
    static PublicKey publicKey(Authority authority) {
        return of(authority).getPublicKey();
    }

    /** By what those who check certificates know who issued them: SHA-256 of the key, 64 hexadecimal digits. */
    static String name(PublicKey key) {
        return Sha256.hex(key.getEncoded());
    }

    /** Whoever's key it is. */
    static String issuerName(X509Certificate issuer) {
        return name(issuer.getPublicKey());
    }
}
