package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/** Checks one thing on a way. Stateless. */
interface PathCheck {

    /**
     * All that fails.
     *
     * @param path the certificate first, then each one's issuer, and the authority last if there is one
     */
    List<Failure> failures(List<X509Certificate> path, PathQuestion question);
}
