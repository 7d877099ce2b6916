package io.keywright.server.listen;

import io.keywright.model.pem.PemFile;
import io.keywright.server.crypto.NativeCrypto;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The service's certificate and its private key.
 *
 * @param chain the service's own certificate first, then each one's issuer (RFC 8446, section 4.4.2), none twice
 */
record ServerCredential(List<X509Certificate> chain, PrivateKey key) {

    /**
     * What the two files hold; certificates may stand there twice, and in any order.
     *
     * @throws NotTheKeyException if the key belongs to none of the certificates
     * @throws IOException if a file cannot be read, or holds a certificate that is not of the chain
     */
    static ServerCredential read(Path certificate, Path key) throws IOException {
        Set<X509Certificate> found = new LinkedHashSet<>(new PemFile(certificate).certificates());
        byte[] pkcs8 = new PemFile(key).privateKey();
        for (X509Certificate own : found) {
            Optional<PrivateKey> belonging = keyOf(own.getPublicKey(), pkcs8);
            if (belonging.isPresent()) {
                return new ServerCredential(chain(certificate, own, found), belonging.get());
            }
        }
        throw new NotTheKeyException(key);
    }

    /** The key is another one's. */
    static final class NotTheKeyException extends IOException {
        private static final long serialVersionUID = 1L;

        private NotTheKeyException(Path key) {
            super(key + " is not the key of keywright.tls.certificate.");
        }
    }

    /** The service's own certificate. */
    X509Certificate own() {
        return chain.getFirst();
    }

    /** Why it cannot be served then; empty if it can. */
    Optional<String> outOfTime(Instant now) {
        if (now.isAfter(own().getNotAfter().toInstant())) {
            return Optional.of("expired at " + own().getNotAfter().toInstant());
        }
        return now.isBefore(own().getNotBefore().toInstant())
                ? Optional.of("is not valid before " + own().getNotBefore().toInstant())
                : Optional.empty();
    }

    private static List<X509Certificate> chain(Path file, X509Certificate own, Set<X509Certificate> found)
            throws IOException {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Set<X509Certificate> rest = new LinkedHashSet<>(found);
        rest.remove(own);
        Optional<X509Certificate> issuer = issuer(own, rest);
        while (issuer.isPresent()) {
            chain.add(issuer.get());
            rest.remove(issuer.get());
            issuer = issuer(issuer.get(), rest);
        }
        if (!rest.isEmpty()) {
            throw new IOException(file + " holds " + rest.iterator().next().getSubjectX500Principal()
                    + ", which has no place in the chain of " + own.getSubjectX500Principal() + ".");
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(X509Certificate issued, Set<X509Certificate> candidates) {
        return candidates.stream()
                .filter(it -> it.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
                .filter(it -> isSigned(issued, it.getPublicKey()))
                .findFirst();
    }

    private static boolean isSigned(X509Certificate issued, PublicKey key) {
        try {
            issued.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The key, if what it signs is what {@code certified} verifies. In native code, for in a JVM this young it is a tenth of a start. */
    private static Optional<PrivateKey> keyOf(PublicKey certified, byte[] pkcs8) {
        String algorithm = certified.getAlgorithm();
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Signature signature = NativeCrypto.signature(
                    switch (algorithm) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> algorithm;
                    });
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
