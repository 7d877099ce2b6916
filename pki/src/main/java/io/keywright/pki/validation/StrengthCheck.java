package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nothing on the way rests on a weak key or hash. An authority's own signature proves nothing, so that only its key counts. */
final class StrengthCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return IntStream.range(0, path.size())
                .boxed()
                .flatMap(i -> weakness(path, i).map(it -> Failure.of(Check.STRENGTH, "weak", path.get(i), it)).stream())
                .toList();
    }

    private static Optional<String> weakness(List<X509Certificate> path, int i) {
        X509Certificate certificate = path.get(i);
        return i > 0 && i == path.size() - 1
                ? CertificateStrength.weakness(certificate.getPublicKey())
                : CertificateStrength.weakness(certificate);
    }
}
