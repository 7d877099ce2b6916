package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What came of it.
 *
 * @param path the certificate first, then each one's issuer, and the authority last; the certificate alone if there is no way
 * @param failures all checks that failed; none if the certificate is valid
 */
public record PathReport(List<X509Certificate> path, List<Failure> failures) {

    public PathReport {
        path = List.copyOf(path);
        failures = List.copyOf(failures);
    }

    public boolean isValid() {
        return failures.isEmpty();
    }
}
