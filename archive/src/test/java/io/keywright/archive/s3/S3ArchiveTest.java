package io.keywright.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.testkit.archive.ArchiveContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The contract, and the lock, on a real S3 gateway. */
class S3ArchiveTest implements ArchiveContract {

    private static final String PATH = "tile/0/000";

    @TempDir
    static Path folder;

    private static Optional<Gateway> gateway = Optional.empty();
    private static int buckets;

    private final String bucket = "archive-" + buckets++;
    private S3Client client;
    private S3Archive archive;

    @BeforeAll
    static void start() throws Exception {
        gateway = Optional.of(Gateway.start(folder));
    }

    @AfterAll
    static void stop() {
        gateway.ifPresent(Gateway::close);
    }

    @BeforeEach
    void makeBucket() {
        client = gateway.orElseThrow().client();
        client.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        archive = gateway.orElseThrow().archive(bucket);
    }

    @AfterEach
    void close() {
        client.close();
        archive.close();
    }

    @Override
    public SegmentArchive archive() {
        return archive;
    }

    private List<ObjectVersion> versions(String path) {
        return client.listObjectVersions(request -> request.bucket(bucket).prefix("ledger/" + path))
                .versions();
    }

    private void refusedToDelete(ObjectVersion version) {
        assertThatThrownBy(() -> client.deleteObject(
                        request -> request.bucket(bucket).key(version.key()).versionId(version.versionId())))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> client.deleteObject(request -> request.bucket(bucket)
                        .key(version.key())
                        .versionId(version.versionId())
                        .bypassGovernanceRetention(true)))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void everyObjectIsLockedForSevenYearsInComplianceMode() throws Exception {
        archive.writeOnce(PATH, new byte[] {1});

        var lock = client.getObjectRetention(request -> request.bucket(bucket).key("ledger/" + PATH))
                .retention();
        assertThat(lock.mode().toString()).isEqualTo(ObjectLockMode.COMPLIANCE.toString());
        assertThat(lock.retainUntilDate())
                .isAfter(Instant.now().plus(Duration.ofDays(7 * 365)))
                .isBefore(Instant.now().plus(Duration.ofDays(7 * 366)));
    }

    @Test
    void nobodyCanDeleteWhatIsLocked() throws Exception {
        archive.writeOnce(PATH, new byte[] {1});
        archive.writeHead("head".getBytes(StandardCharsets.UTF_8));

        refusedToDelete(versions(PATH).getFirst());
        refusedToDelete(versions(SegmentArchive.HEAD).getFirst());
        assertThat(archive.read(PATH)).hasValue(new byte[] {1});
    }

    @Test
    void nobodyCanShortenTheLock() throws Exception {
        archive.writeOnce(PATH, new byte[] {1});

        assertThatThrownBy(() -> client.putObjectRetention(request -> request.bucket(bucket)
                        .key("ledger/" + PATH)
                        .retention(retention -> retention
                                .mode("COMPLIANCE")
                                .retainUntilDate(Instant.now().plusSeconds(5)))))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void aDeleteMarkerHidesNothing() throws Exception {
        archive.writeOnce(PATH, new byte[] {1});
        client.deleteObject(request -> request.bucket(bucket).key("ledger/" + PATH));

        assertThat(archive.read(PATH)).hasValue(new byte[] {1});
    }

    /** S3 lets anybody who may write put a newer version on top; the first one stays. */
    @Test
    void whatWasWrittenFirstCannotBeOverwritten() throws Exception {
        archive.writeOnce(PATH, new byte[] {1});
        assertThatThrownBy(() -> archive.writeOnce(PATH, new byte[] {2})).isInstanceOf(ArchiveException.class);
        assertThat(versions(PATH)).hasSize(1);

        client.putObject(
                request -> request.bucket(bucket).key("ledger/" + PATH), RequestBody.fromBytes(new byte[] {3}));
        assertThat(versions(PATH)).hasSize(2);
        refusedToDelete(versions(PATH).getLast());
        assertThat(archive.read(PATH)).hasValue(new byte[] {1});
    }

    @Test
    void aBucketWithoutLockIsRefused() {
        String unlocked = bucket + "-unlocked";
        client.createBucket(request -> request.bucket(unlocked));

        try (S3Archive open = gateway.orElseThrow().archive(unlocked)) {
            assertThatThrownBy(open::check)
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            refused -> assertThat(refused.conflict()).isTrue())
                    .hasMessageContaining("object lock");
        }
    }

    @Test
    void anS3ServiceThatDoesNotAnswerIsUnavailable() {
        S3Options nobody = new S3Options(
                bucket,
                "",
                Optional.of("us-east-1"),
                Optional.of(URI.create("http://127.0.0.1:1")),
                Optional.empty(),
                true,
                Optional.of(new S3Options.Credentials("a", "b")),
                new Encryption.OfBucket());
        try (S3Archive away = S3Archive.open(nobody, new Retention(Period.ofDays(1), Clock.systemUTC()))) {
            assertThatThrownBy(() -> away.read(PATH))
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            e -> assertThat(e.conflict()).isFalse());
        }
    }
}
