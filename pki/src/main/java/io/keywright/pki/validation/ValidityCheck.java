package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Every certificate is valid in the second in question, the authority's own included. */
final class ValidityCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return path.stream()
                .flatMap(it -> failure(it, question.time().truncatedTo(ChronoUnit.SECONDS)))
                .toList();
    }

    private static Stream<Failure> failure(X509Certificate certificate, Instant time) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (time.isBefore(start)) {
            return Stream.of(
                    Failure.of(Check.VALIDITY, "not_yet_valid", certificate, "it is not valid before " + start));
        }
        return time.isAfter(end)
                ? Stream.of(Failure.of(Check.VALIDITY, "expired", certificate, "it expired at " + end))
                : Stream.of();
    }
}
