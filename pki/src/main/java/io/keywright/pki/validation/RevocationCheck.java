package io.keywright.pki.validation;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * No certificate on the way was revoked. The engine says whether that is known; whom a list of its issuer names is revoked also where
 * it need not be known, unless a later delta list takes that back.
 */
final class RevocationCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Failure> named = IntStream.range(0, path.size() - 1)
                .filter(i -> isNamed(path.get(i), path.get(i + 1).getPublicKey(), question.lists()))
                .mapToObj(i -> Failure.of(Check.REVOCATION, "revoked", path.get(i), "its issuer has revoked it"))
                .toList();
        if (!named.isEmpty()
                || question.revocation() == RevocationRule.IF_KNOWN
                || Engine.failure(path, question).isPresent()) {
            return named;
        }
        return Engine.failureOrRevoked(path, question).stream()
                .map(failure -> Failure.of(
                        Check.REVOCATION,
                        "revocation_unknown",
                        failure.getIndex() < 0 ? path.getFirst() : path.get(failure.getIndex()),
                        "it was revoked, or nothing current says that it was not"))
                .toList();
    }

    private static boolean isNamed(X509Certificate certificate, PublicKey issuer, List<X509CRL> lists) {
        List<X509CRL> own = lists.stream()
                .filter(it -> it.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(it -> it.getRevokedCertificate(certificate.getSerialNumber()) != null)
                .filter(it -> isSignedBy(it, issuer))
                .toList();
        return !own.isEmpty() && own.stream().noneMatch(it -> takesBack(it, certificate));
    }

    private static boolean takesBack(X509CRL list, X509Certificate certificate) {
        return ListKind.isDelta(list)
                && list.getRevokedCertificate(certificate.getSerialNumber()).getRevocationReason()
                        == CRLReason.REMOVE_FROM_CRL;
    }

    private static boolean isSignedBy(X509CRL list, PublicKey key) {
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
