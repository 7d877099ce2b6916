package io.keywright.server.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.server.config.PemBlocks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** A file in the textual encodings of RFC 7468. The messages of what it throws are for the operator. */
public record PemFile(Path path) {

    /**
     * The certificates in it, in order.
     *
     * @throws IOException if there is none, or one that is not whole
     */
    public List<X509Certificate> certificates() throws IOException {
        byte[] pem = content();
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new IOException(path + " holds no certificate in PEM.");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException(path + " holds something else than certificates in PEM.", e);
        }
    }

    /**
     * The private key in it, PKCS#8 in DER, whatever its algorithm.
     *
     * @throws IOException if there is none, or only an encrypted one
     */
    byte[] privateKey() throws IOException {
        return PemBlocks.of(new String(content(), ISO_8859_1), "PRIVATE KEY").stream()
                .findFirst()
                .orElseThrow(() -> new IOException(path
                        + " holds no private key in PEM (PKCS#8); openssl pkcs8 -topk8 -nodes converts other forms."));
    }

    private byte[] content() throws IOException {
        try {
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
