package io.keywright.pki.validation;

import java.security.cert.X509Certificate;

/** Authorities that say themselves whom they have revoked, whether or not a list tells of it yet. */
@FunctionalInterface
public interface RevocationRegister {

    /** Of no authority. */
    RevocationRegister NONE = (certificate, issuer) -> false;

    /** Whether {@code issuer} is such an authority, and has revoked {@code certificate}. */
    boolean isRevoked(X509Certificate certificate, X509Certificate issuer);
}
