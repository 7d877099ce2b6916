package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is known of whether a certificate was revoked.
 *
 * @param source that says so; empty if nothing does
 */
public record RevocationStanding(RevocationStatus status, Optional<RevocationSource> source) {

    /** Of each certificate of {@code path} but the authority at its end. */
    public static List<RevocationStanding> of(List<X509Certificate> path, PathQuestion question) {
        boolean wholly = hasLists(question) && path.size() > 1 && Engine.isKnownGood(path, question);
        return IntStream.range(0, path.size() - 1)
                .mapToObj(i -> one(path.subList(i, i + 2), wholly, question))
                .toList();
    }

    private static RevocationStanding one(List<X509Certificate> pair, boolean knownGood, PathQuestion question) {
        if (question.register().isRevoked(pair.getFirst(), pair.getLast())) {
            return new RevocationStanding(RevocationStatus.REVOKED, Optional.of(RevocationSource.AUTHORITY));
        }
        if (RevokedCheck.isNamed(pair.getFirst(), pair.getLast(), question.lists())) {
            return new RevocationStanding(RevocationStatus.REVOKED, Optional.of(RevocationSource.CRL));
        }
        Optional<OcspAnswer.Status> answered = RevokedCheck.answered(pair.getFirst(), pair.getLast(), question);
        if (answered.isPresent()) {
            RevocationStatus status =
                    answered.get() == OcspAnswer.Status.GOOD ? RevocationStatus.GOOD : RevocationStatus.REVOKED;
            return new RevocationStanding(status, Optional.of(RevocationSource.OCSP));
        }
        return knownGood || (hasLists(question) && Engine.isKnownGood(pair, question))
                ? new RevocationStanding(RevocationStatus.GOOD, Optional.of(RevocationSource.CRL))
                : new RevocationStanding(RevocationStatus.UNKNOWN, Optional.empty());
    }

    private static boolean hasLists(PathQuestion question) {
        return !question.lists().isEmpty();
    }
}
