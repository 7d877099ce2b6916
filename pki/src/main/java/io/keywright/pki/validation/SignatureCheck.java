package io.keywright.pki.validation;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each certificate was signed by the next one's key, from the authority on: below one that was not, nothing is verified, since the
 * keys there are anybody's, and may be made to keep a processor busy. A key that cannot be used is the engine's to judge.
 */
final class SignatureCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return IntStream.iterate(path.size() - 2, i -> i >= 0, i -> i - 1)
                .filter(i -> isForged(path.get(i), path.get(i + 1)))
                .mapToObj(i ->
                        Failure.of(Check.SIGNATURE, "bad_signature", path.get(i), "its issuer's key did not sign it"))
                .limit(1)
                .toList();
    }

    private static boolean isForged(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return false;
        } catch (SignatureException e) {
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
