package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of whether a certificate was revoked.
 *
 * @param source that says so; empty if nothing does
 */
public record RevocationStanding(RevocationStatus status, Optional<RevocationSource> source) {

    private static final RevocationStanding UNKNOWN =
            new RevocationStanding(RevocationStatus.UNKNOWN, Optional.empty());

    /** Of each certificate of {@code path} but the authority at its end. */
    public static List<RevocationStanding> of(List<X509Certificate> path, PathQuestion question) {
        boolean wholly = hasLists(question) && path.size() > 1 && Engine.isKnownGood(path, question);
        return IntStream.range(0, path.size() - 1)
                .mapToObj(i -> one(path.subList(i, i + 2), wholly, question))
                .toList();
    }

    private static RevocationStanding one(List<X509Certificate> pair, boolean knownGood, PathQuestion question) {
        return told(pair.getFirst(), pair.getLast(), question)
                .orElseGet(() -> knownGood || (hasLists(question) && Engine.isKnownGood(pair, question))
                        ? by(RevocationSource.CRL, RevocationStatus.GOOD)
                        : UNKNOWN);
    }

    private static boolean hasLists(PathQuestion question) {
        return !question.lists().isEmpty();
    }

    /**
     * What is said of one certificate: that it is revoked by whoever says so, that it is not by its authority or a responder. Empty
     * if nobody says either; whether lists that do not name it tell that it is good is the engine's to find out.
     */
    static Optional<RevocationStanding> told(
            X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return Stream.of(
                        question.register().status(certificate, issuer).map(it -> by(RevocationSource.AUTHORITY, it)),
                        isNamed(certificate, issuer, question.lists())
                                ? Optional.of(by(RevocationSource.CRL, RevocationStatus.REVOKED))
                                : Optional.<RevocationStanding>empty(),
                        answered(certificate, issuer, question).map(it -> by(RevocationSource.OCSP, it)))
                .flatMap(Optional::stream)
                .filter(it -> it.status() != RevocationStatus.UNKNOWN)
                .max(Comparator.comparing(RevocationStanding::isRevoked));
    }

    boolean isRevoked() {
        return status == RevocationStatus.REVOKED;
    }

    private static RevocationStanding by(RevocationSource source, RevocationStatus status) {
        return new RevocationStanding(status, Optional.of(source));
    }

    /** What responders say; the worse of it, if they differ. */
    private static Optional<RevocationStatus> answered(
            X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return question.answers().stream()
                .flatMap(it -> it.status(certificate, issuer, question.time()).stream())
                .max(Comparator.naturalOrder())
                .map(it -> it == OcspAnswer.Status.GOOD ? RevocationStatus.GOOD : RevocationStatus.REVOKED);
    }

    /** Whether a list names it, and no delta list takes that back. */
    private static boolean isNamed(X509Certificate certificate, X509Certificate issuer, List<RevocationList> lists) {
        List<RevocationList> naming = lists.stream()
                .filter(it -> it.revokes(certificate, issuer.getPublicKey()))
                .toList();
        return !naming.isEmpty() && naming.stream().noneMatch(it -> it.takesBack(certificate));
    }
}
