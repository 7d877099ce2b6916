package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where it must be known that a certificate was not revoked, a current list says so, or a responder; that it was revoked is {@link RevokedCheck}'s to say. The engine
 * can be asked about the whole way at once, where it also finds lists that somebody else on the way signed, or about one certificate, taking its issuer for granted.
 */
final class RevocationCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Integer> needed = question.revocation() == RevocationRule.IF_KNOWN ? List.of() : needed(path, question);
        if (needed.isEmpty() || Engine.isKnownGood(path, question)) {
            return List.of();
        }
        return needed.stream()
                .filter(i -> !Engine.isKnownGood(path.subList(i, i + 2), question))
                .map(i -> Failure.of(
                        Check.REVOCATION,
                        "revocation_unknown",
                        path.get(i),
                        "nothing current says that it was not revoked"))
                .toList();
    }

    private static List<Integer> needed(List<X509Certificate> path, PathQuestion question) {
        return IntStream.range(0, path.size() - 1)
                .filter(i -> mustBeKnown(path.get(i), path.get(i + 1), question))
                .filter(i -> !RevokedCheck.isRevoked(path.get(i), path.get(i + 1), question))
                .filter(i -> RevokedCheck.answered(path.get(i), path.get(i + 1), question)
                        .isEmpty())
                .boxed()
                .toList();
    }

    private static boolean mustBeKnown(X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return question.revocation() == RevocationRule.REQUIRED
                || question.lists().stream().anyMatch(it -> it.concerns(certificate, issuer.getPublicKey()));
    }
}
