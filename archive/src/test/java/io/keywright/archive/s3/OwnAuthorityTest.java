package io.keywright.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.ArchiveException;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 service whose certificate is of an authority that the operator names, on a real S3 gateway. */
class OwnAuthorityTest {

    private static final String BUCKET = "archive";
    private static final CertificateAuthority OWN = authority("Own");

    @TempDir
    static Path folder;

    private static Optional<Gateway> gateway = Optional.empty();

    private static CertificateAuthority authority(String name) {
        return CertificateAuthority.create(name, Validity.from(Instant.now(), Duration.ofHours(1)));
    }

    @BeforeAll
    static void start() throws Exception {
        Gateway started = Gateway.start(folder, OWN);
        gateway = Optional.of(started);
        try (S3Client client = started.trustedBy(trusting(OWN)).client()) {
            client.createBucket(request -> request.bucket(BUCKET).objectLockEnabledForBucket(true));
        }
    }

    @AfterAll
    static void stop() {
        gateway.ifPresent(Gateway::close);
    }

    private static TrustManagerFactory trusting(CertificateAuthority authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    @Test
    void isUsedIfItsAuthorityIsTrusted() throws Exception {
        try (S3Archive archive = gateway.orElseThrow().trustedBy(trusting(OWN)).archive(BUCKET)) {
            archive.check();
            archive.writeOnce("tile/0/000", new byte[] {1, 2});
            assertThat(archive.read("tile/0/000")).hasValue(new byte[] {1, 2});
        }
    }

    @Test
    void isNotUsedIfAnotherOneIsTrusted() throws Exception {
        try (S3Archive archive =
                gateway.orElseThrow().trustedBy(trusting(authority("Own"))).archive(BUCKET)) {
            refuses(archive);
        }
    }

    @Test
    void isNotUsedIfTheAuthoritiesOfTheJvmAreTrusted() {
        try (S3Archive archive = gateway.orElseThrow().archive(BUCKET)) {
            refuses(archive);
        }
    }

    private static void refuses(S3Archive archive) {
        assertThatThrownBy(archive::check)
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.conflict()).isFalse())
                .hasMessageContaining("keywright.archive.s3.ca");
        assertThatThrownBy(() -> archive.writeOnce("tile/0/001", new byte[1])).isInstanceOf(ArchiveException.class);
    }
}
