package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Nobody says that a certificate on the way was revoked, whether or not it must be known; and where it must, its authority, a
 * responder or a current list says that it was not. The engine can be asked about the whole way at once, where it also finds lists that
 * somebody else on the way signed, or about one certificate, taking its issuer for granted.
 */
final class RevocationCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Optional<RevocationStanding>> told = IntStream.range(0, path.size() - 1)
                .mapToObj(i -> RevocationStanding.told(path.get(i), path.get(i + 1), question))
                .toList();
        Stream<Failure> revoked = IntStream.range(0, told.size())
                .filter(i -> told.get(i).filter(RevocationStanding::isRevoked).isPresent())
                .mapToObj(i -> failure("revoked", path.get(i), "its issuer has revoked it"));
        List<Integer> needed = IntStream.range(0, told.size())
                .filter(i -> told.get(i).isEmpty() && mustBeKnown(path.get(i), path.get(i + 1), question))
                .boxed()
                .toList();
        return Stream.concat(revoked, unknown(needed, path, question)).toList();
    }

    private static Stream<Failure> unknown(List<Integer> needed, List<X509Certificate> path, PathQuestion question) {
        return needed.isEmpty() || Engine.isKnownGood(path, question)
                ? Stream.of()
                : needed.stream()
                        .filter(i -> !Engine.isKnownGood(path.subList(i, i + 2), question))
                        .map(i -> failure(
                                "revocation_unknown", path.get(i), "nothing current says that it was not revoked"));
    }

    private static Failure failure(String reason, X509Certificate certificate, String detail) {
        return Failure.of(Check.REVOCATION, reason, certificate, detail);
    }

    private static boolean mustBeKnown(X509Certificate certificate, X509Certificate issuer, PathQuestion question) {
        return switch (question.revocation()) {
            case REQUIRED -> true;
            case BY_ISSUER -> question.lists().stream().anyMatch(it -> it.concerns(certificate, issuer.getPublicKey()));
            case IF_KNOWN -> false;
        };
    }
}
