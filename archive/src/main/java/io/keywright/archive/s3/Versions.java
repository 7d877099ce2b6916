package io.keywright.archive.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads objects of a bucket that keeps every version of them. Throws what the SDK throws. */
record Versions(S3Client client, String bucket) {

    /** What was written last; empty if nothing was, or if a delete marker hides it. */
    Optional<byte[]> newest(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** What was written first, also if something newer or a delete marker hides it. Versions are listed newest first. */
    Optional<byte[]> oldest(String key) {
        return client
                .listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key))
                .versions()
                .stream()
                .filter(version -> version.key().equals(key))
                .reduce((newer, older) -> older)
                .map(version -> client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key).versionId(version.versionId()))
                        .asByteArray());
    }
}
