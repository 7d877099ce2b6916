package io.keywright.pki.validation;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Each certificate was signed by the next one's key, from the authority on: below one that was not, nothing is verified, since the
 * keys there are anybody's, and may be made to keep a processor busy.
 */
final class SignatureCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        int signed = signed(path).size();
        return signed == path.size()
                ? List.of()
                : List.of(Failure.of(
                        Check.SIGNATURE,
                        "bad_signature",
                        path.get(path.size() - signed - 1),
                        "its issuer's key did not sign it"));
    }

    /** The end of {@code path} on which each certificate was signed by the next one's key; the authority alone at the least. */
    static List<X509Certificate> signed(List<X509Certificate> path) {
        int first = path.size() - 1;
        while (first > 0 && isSigned(path.get(first - 1), path.get(first))) {
            first--;
        }
        return path.subList(first, path.size());
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
