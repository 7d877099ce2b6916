package io.keywright.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Certificates and PKCS#8 private keys as PEM files (RFC 7468). A write is atomic: a reader, and whoever comes after
 * a crash, sees the old content or the new. A private key's file is readable by its owner only from its first byte on.
 */
public final class PemFiles {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private PemFiles() {}

    /** Writes or replaces a file that everybody may read (0644). */
    public static void writeCertificate(Path file, X509Certificate certificate) throws IOException {
        try {
            AtomicFile.write(file, encode(CERTIFICATE, certificate.getEncoded()), AtomicFile.PUBLIC);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that has no encoding", e);
        }
    }

    /** Writes or replaces a file that only its owner may read (0600). */
    public static void writePrivateKey(Path file, PrivateKey privateKey) throws IOException {
        AtomicFile.write(file, encode(PRIVATE_KEY, privateKey.getEncoded()), AtomicFile.PRIVATE);
    }

    /**
     * Reads the first certificate in a file.
     *
     * @throws IOException if the file cannot be read
     * @throws CertificateException if it holds no certificate
     */
    public static X509Certificate readCertificate(Path file) throws IOException, CertificateException {
        ByteArrayInputStream content = new ByteArrayInputStream(Files.readAllBytes(file));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
    }

    /**
     * Reads an unencrypted PKCS#8 key.
     *
     * @param algorithm the JCA name of the key's algorithm: that of the certificate's public key
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if it does not hold such a key
     */
    public static PrivateKey readPrivateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith(begin(PRIVATE_KEY)) || !text.endsWith(end(PRIVATE_KEY))) {
            throw new InvalidKeySpecException("not a PKCS#8 key in PEM: " + file);
        }
        String body = text.substring(
                begin(PRIVATE_KEY).length(), text.length() - end(PRIVATE_KEY).length());
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(body);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("not a PKCS#8 key in PEM: " + file, e);
        }
    }

    private static byte[] encode(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return (begin(label) + "\n" + body + "\n" + end(label) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
