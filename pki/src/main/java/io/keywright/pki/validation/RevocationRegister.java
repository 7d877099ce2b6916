package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Authorities that say themselves whom they have issued certificates and whose they have revoked, whether or not a list tells of it yet. */
@FunctionalInterface
public interface RevocationRegister {

    /** Of no authority. */
    RevocationRegister NONE = (certificate, issuer) -> Optional.empty();

    /** What {@code issuer} says of {@code certificate}, if it is such an authority; empty if it says nothing. */
    Optional<RevocationStatus> status(X509Certificate certificate, X509Certificate issuer);
}
