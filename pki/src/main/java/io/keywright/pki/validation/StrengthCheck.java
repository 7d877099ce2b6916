package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** Nothing on the way rests on a weak key or hash. An authority's own signature proves nothing, so that only its key counts. */
final class StrengthCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return path.stream().flatMap(StrengthCheck::failure).toList();
    }

    private static Stream<Failure> failure(X509Certificate certificate) {
        return CertificateStrength.weakness(certificate).stream()
                .map(weakness -> Failure.of(Check.STRENGTH, "weak", certificate, weakness));
    }
}
