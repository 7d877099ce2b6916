package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;

/** No list names a certificate on the way, whether or not it must be known, unless a later delta list takes that back. */
final class RevokedCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return IntStream.range(0, path.size() - 1)
                .filter(i -> isNamed(path.get(i), path.get(i + 1), question.lists()))
                .mapToObj(i -> Failure.of(Check.REVOCATION, "revoked", path.get(i), "its issuer has revoked it"))
                .toList();
    }

    private static boolean isNamed(X509Certificate certificate, X509Certificate issuer, List<RevocationList> lists) {
        List<RevocationList> naming = lists.stream()
                .filter(it -> it.revokes(certificate, issuer.getPublicKey()))
                .toList();
        return !naming.isEmpty() && naming.stream().noneMatch(it -> it.takesBack(certificate));
    }
}
