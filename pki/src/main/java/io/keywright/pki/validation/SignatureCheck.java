package io.keywright.pki.validation;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;

/** Each certificate was signed by the next one's key. A key that cannot be used is the engine's to judge. */
final class SignatureCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return IntStream.range(0, path.size() - 1)
                .filter(i -> isForged(path.get(i), path.get(i + 1)))
                .mapToObj(i ->
                        Failure.of(Check.SIGNATURE, "bad_signature", path.get(i), "its issuer's key did not sign it"))
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
