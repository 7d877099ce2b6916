package io.keywright.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
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
                faults.add(property, "must be a file with PEM certificates.");
            }
        });
    }

    /** Notes a fault unless the file has a certificate chain, and a private key (PKCS#8) of its kind. */
    static void chainAndKey(Optional<Path> file, String property, Faults faults) {
        file.ifPresent(path -> {
            try {
                chainAndKey(Files.readString(path, ISO_8859_1));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                faults.add(
                        property,
                        "must be a file with a PEM certificate chain and its private key, RSA or EC, in PKCS#8 and not"
                                + " encrypted.");
            }
        });
    }

    private static void chainAndKey(String pem) throws GeneralSecurityException {
        List<byte[]> chain = PemBlocks.of(pem, "CERTIFICATE");
        List<byte[]> keys = PemBlocks.of(pem, "PRIVATE KEY");
        if (chain.isEmpty() || keys.size() != 1) {
            throw new IllegalArgumentException("no chain, or not one key");
        }
        Certificate first =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(chain.getFirst()));
        String algorithm = first.getPublicKey().getAlgorithm();
        if (!KEY_ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("a key of another kind");
        }
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
    }
}
