package io.keywright.pki;

import io.keywright.model.file.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Where a certificate and its private key lie: {@code NAME.pem} and {@code NAME-key.pem} in one folder. */
public record PemPair(Path certificate, Path privateKey) {

    static PemPair named(Path folder, String name) {
        return new PemPair(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"));
    }

    /**
     * Reads both files.
     *
     * @throws IOException if one of them cannot be read
     * @throws GeneralSecurityException if one of them does not hold what it should
     */
    public Credential read() throws IOException, GeneralSecurityException {
        X509Certificate parsed = PemFiles.readCertificate(certificate);
        PrivateKey key =
                PemFiles.readPrivateKey(privateKey, parsed.getPublicKey().getAlgorithm());
        return new Credential(parsed, key);
    }

    /** The credential, or nothing if a file is missing, is damaged, or does not belong to the other. */
    Optional<Credential> readIfIntact() throws IOException {
        if (!Files.exists(certificate) || !Files.exists(privateKey)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read()).filter(Credential::matches);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Writes the key first, so that a certificate is never there without one. */
    void write(Credential credential) throws IOException {
        PemFiles.writePrivateKey(privateKey, credential.privateKey());
        PemFiles.writeCertificate(certificate, credential.certificate());
    }

    /** Takes the key away from everybody but its owner, should somebody have given it to them. */
    void protect() throws IOException {
        if (Files.exists(privateKey)
                && !Files.getPosixFilePermissions(privateKey).equals(FileMode.OWNER_ALONE.permissions())) {
            Files.setPosixFilePermissions(privateKey, FileMode.OWNER_ALONE.permissions());
        }
    }
}
