package io.keywright.archive.s3;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An archive in a bucket with object lock. Every version of every object is locked in compliance mode, so that nobody, the
 * account's root included, can delete or change it before its time. A lock does not keep anybody from putting a newer version
 * or a delete marker on top: what was written first still counts, and is found below.
 */
public final class S3Archive implements SegmentArchive {

    private static final int PRECONDITION_FAILED = 412;
    /** Of a bucket that is not there, is not ours, or has no lock. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404);

    private final S3Client client;
    private final S3Options options;
    private final Retention retention;
    private final Versions versions;

    /** Takes {@code client} over. */
    S3Archive(S3Client client, S3Options options, Retention retention) {
        this.client = client;
        this.options = options;
        this.retention = retention;
        this.versions = new Versions(client, options.bucket());
    }

    /** Connects to nothing yet. */
    public static S3Archive open(S3Options options, Retention retention) {
        return new S3Archive(S3Clients.create(options), options, retention);
    }

    @Override
    public String place() {
        return "s3://" + options.bucket() + "/" + options.prefix();
    }

    @Override
    public Optional<byte[]> read(String path) throws ArchiveException {
        return calling(
                "read " + path, () -> path.equals(HEAD) ? versions.newest(key(path)) : versions.oldest(key(path)));
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        boolean written = calling("write " + path, () -> putIfAbsent(path, bytes));
        if (!written && !read(path).filter(kept -> Arrays.equals(kept, bytes)).isPresent()) {
            throw ArchiveException.conflict("The archive " + place() + " has another " + path
                    + " than this ledger. Nothing was overwritten; see docs/runbooks/archive.md.");
        }
    }

    private boolean putIfAbsent(String path, byte[] bytes) {
        try {
            client.putObject(put(path).ifNoneMatch("*").build(), RequestBody.fromBytes(bytes));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void writeHead(byte[] checkpoint) throws ArchiveException {
        calling("write " + HEAD, () -> client.putObject(put(HEAD).build(), RequestBody.fromBytes(checkpoint)));
    }

    private PutObjectRequest.Builder put(String path) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(options.bucket())
                .key(key(path))
                .objectLockMode(ObjectLockMode.COMPLIANCE)
                .objectLockRetainUntilDate(retention.until());
        options.encryption().apply(request);
        return request;
    }

    private String key(String path) {
        return options.prefix() + path;
    }

    @Override
    public void check() throws ArchiveException {
        if (!calling("reach", this::locks)) {
            throw ArchiveException.conflict(
                    "The bucket " + options.bucket() + " cannot be reached by these credentials, or has no object"
                            + " lock, so that anybody could delete the archive. Make one with"
                            + " object lock enabled.");
        }
    }

    private boolean locks() {
        try {
            return client.getObjectLockConfiguration(request -> request.bucket(options.bucket()))
                            .objectLockConfiguration()
                            .objectLockEnabled()
                    == ObjectLockEnabled.ENABLED;
        } catch (S3Exception e) {
            if (REFUSALS.contains(e.statusCode())) {
                return false;
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run();
    }

    private <T> T calling(String doing, Call<T> call) throws ArchiveException {
        try {
            return call.run();
        } catch (SdkException e) {
            throw S3Failure.of("The archive " + place(), doing, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
