package io.keywright.server.config;

import io.keywright.model.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.Set;

/** Whether PEM files that are handed on to libraries hold what these need: they would find out when it is too late. */
final class PemContent {

    private static final Set<String> KEY_ALGORITHMS = Set.of("RSA", "EC");

    private PemContent() {}

    /** Notes a fault if the file has anything but certificates of authorities. */
    static void authorities(Optional<Path> file, String property, Faults faults) {
        file.ifPresent(path -> {
            try {
                TrustedTls.factory(path);
            } catch (IOException | GeneralSecurityException e) {
                faults.add(property, TrustedTls.advice(e));
            }
        });
    }

    /** Notes a fault unless the file has a certificate chain, and a private key (PKCS#8) of its kind. */
    static void chainAndKey(Optional<Path> file, String property, Faults faults) {
        file.map(PemFile::new).ifPresent(pem -> {
            try {
                chainAndKey(pem);
            } catch (IOException | GeneralSecurityException e) {
                faults.add(
                        property,
                        "must be a file with a PEM certificate chain and its private key, RSA or EC, in PKCS#8 and not"
                                + " encrypted: " + e.getMessage());
            }
        });
    }

    private static void chainAndKey(PemFile pem) throws IOException, GeneralSecurityException {
        String algorithm = pem.certificates().getFirst().getPublicKey().getAlgorithm();
        byte[] key = pem.privateKey();
        if (!KEY_ALGORITHMS.contains(algorithm)) {
            throw new IOException("its certificate has a key of another kind.");
        }
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }
}
