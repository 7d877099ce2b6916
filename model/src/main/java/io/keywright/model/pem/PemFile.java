package io.keywright.model.pem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** A file with certificates, a key, or lists of the revoked. The messages of what it throws are sentences for the operator, with the file's name. */
public record PemFile(Path path) {

    private static final long MAX_BYTES = 64 * 1024 * 1024;

    /**
     * The certificates in it, in order, at least one; in PEM, DER or PKCS#7.
     *
     * @throws IOException if there is none, or anything that would be dropped in silence
     */
    public List<X509Certificate> certificates() throws IOException {
        return read(PemCertificates::inFile);
    }

    /**
     * The private key in it, PKCS#8 in DER, whatever its algorithm.
     *
     * @throws IOException if there is none, or only one in another form
     */
    public byte[] privateKey() throws IOException {
        return read(PemPrivateKey::in);
    }

    /**
     * The certificate revocation lists in it, in order, at least one; in PEM or DER.
     *
     * @throws IOException if there is none, or anything that would be dropped in silence
     */
    public List<X509CRL> revocationLists() throws IOException {
        return read(PemRevocationLists::inFile);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(byte[] content) throws PemException;
    }

    private <T> T read(Reading<T> reading) throws IOException {
        byte[] content = content();
        try {
            return reading.of(content);
        } catch (PemException e) {
            throw new IOException(path + " " + e.getMessage() + ".", e);
        }
    }

    /** Everything in it, unread. */
    public byte[] content() throws IOException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is longer than " + MAX_BYTES + " bytes.");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new IOException(path + " is missing.", e);
        } catch (AccessDeniedException e) {
            throw new IOException(path + " is not readable for this user.", e);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
