package io.keywright.pki;

import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.model.pem.PemPrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * Certificates and PKCS#8 private keys as PEM files (RFC 7468). A write is atomic: a reader, and whoever comes after
 * a crash, sees the old content or the new. A private key's file is readable by its owner only from its first byte on.
 */
public final class PemFiles {

    private PemFiles() {}

    /** Writes or replaces a file that everybody may read (0644). */
    public static void writeCertificate(Path file, X509Certificate certificate) throws IOException {
        try {
            DurableFile.write(file, text(PemBlock.certificate(certificate.getEncoded())), FileMode.EVERYBODY);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that has no encoding", e);
        }
    }

    /** Writes or replaces a file that only its owner may read (0600). */
    public static void writePrivateKey(Path file, PrivateKey privateKey) throws IOException {
        DurableFile.write(file, text(PemBlock.privateKey(privateKey.getEncoded())));
    }

    /**
     * Reads the first certificate in a file.
     *
     * @throws IOException if the file cannot be read
     * @throws CertificateException if it holds no certificate
     */
    public static X509Certificate readCertificate(Path file) throws IOException, CertificateException {
        try {
            return PemCertificates.inFile(Files.readAllBytes(file)).getFirst();
        } catch (PemException e) {
            throw new CertificateException(file + " " + e.getMessage(), e);
        }
    }

    /**
     * Reads an unencrypted PKCS#8 key.
     *
     * @param algorithm the JCA name of the key's algorithm: that of the certificate's public key
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if it does not hold such a key
     */
    public static PrivateKey readPrivateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        try {
            byte[] encoded = PemPrivateKey.in(Files.readAllBytes(file));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (PemException e) {
            throw new InvalidKeySpecException(file + " " + e.getMessage(), e);
        }
    }

    private static byte[] text(PemBlock block) {
        return Pem.write(block).getBytes(StandardCharsets.US_ASCII);
    }
}
