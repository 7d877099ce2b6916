package io.keywright.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {

    @TempDir
    Path folder;

    private final Credential credential = CertificateAuthority.create(
                    "Test CA", Validity.from(Instant.now(), Duration.ofDays(1)))
            .credential();

    @Test
    void aCertificateComesBackAsItWas() throws Exception {
        Path file = folder.resolve("ca.pem");

        PemFiles.writeCertificate(file, credential.certificate());

        assertThat(PemFiles.readCertificate(file)).isEqualTo(credential.certificate());
        assertThat(file).content().startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
        assertThat(Files.readAllLines(file)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void aPrivateKeyComesBackAsItWas(String algorithm) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        Path file = folder.resolve("key.pem");

        PemFiles.writePrivateKey(file, key);

        assertThat(PemFiles.readPrivateKey(file, key.getAlgorithm()).getEncoded())
                .isEqualTo(key.getEncoded());
    }

    @Test
    void aPrivateKeyIsForItsOwnerOnlyEvenWhereItReplacesAnOpenFile() throws Exception {
        Path file = folder.resolve("key.pem");
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        PemFiles.writePrivateKey(file, credential.privateKey());

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void aWriteThatFailsLeavesNothingBehind() throws Exception {
        Path target = Files.createDirectory(folder.resolve("taken"));
        Files.createFile(target.resolve("content"));

        assertThatThrownBy(() -> PemFiles.writePrivateKey(target, credential.privateKey()))
                .isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
        assertThat(target.resolve("content")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"
            })
    void whatIsNoPrivateKeyIsRefused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), content);

        assertThatThrownBy(() -> PemFiles.readPrivateKey(file, "EC")).isInstanceOf(InvalidKeySpecException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void whatIsNoCertificateIsRefused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);

        assertThatThrownBy(() -> PemFiles.readCertificate(file)).isInstanceOf(CertificateException.class);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
