package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * No list names a certificate on the way, unless a later delta list takes that back, and no responder or authority of this service
 * says that it was revoked; whether or not it must be known.
 */
final class RevokedCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return IntStream.range(0, path.size() - 1)
                .filter(i -> isRevoked(path.get(i), path.get(i + 1), question))
                .mapToObj(i -> Failure.of(Check.REVOCATION, "revoked", path.get(i), "its issuer has revoked it"))
                .toList();
    }

    static boolean isRevoked(X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return question.register().isRevoked(certificate, issuer)
                || isNamed(certificate, issuer, question.lists())
                || answered(certificate, issuer, question)
                        .filter(it -> it == OcspAnswer.Status.REVOKED)
                        .isPresent();
    }

    /** What responders say; the worse of it, if they differ. */
    static Optional<OcspAnswer.Status> answered(
            X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return question.answers().stream()
                .flatMap(it -> it.status(certificate, issuer, question.time()).stream())
                .max(Comparator.naturalOrder());
    }

    static boolean isNamed(X509Certificate certificate, X509Certificate issuer, List<RevocationList> lists) {
        List<RevocationList> naming = lists.stream()
                .filter(it -> it.revokes(certificate, issuer.getPublicKey()))
                .toList();
        return !naming.isEmpty() && naming.stream().noneMatch(it -> it.takesBack(certificate));
    }
}
