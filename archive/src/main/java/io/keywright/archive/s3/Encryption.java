package io.keywright.archive.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** How the bucket's S3 service is asked to encrypt what it keeps. */
public sealed interface Encryption {

    /** As the bucket does by itself. */
    record OfBucket() implements Encryption {}

    /** With keys of the bucket's S3 service (SSE-S3). */
    record Aes256() implements Encryption {}

    /**
     * With a key of its key management (SSE-KMS).
     *
     * @param keyId which one; the S3 service's own if there is none
     */
    record Kms(Optional<String> keyId) implements Encryption {}

    /** Asks for it. */
    default void apply(PutObjectRequest.Builder request) {
        switch (this) {
            case OfBucket ofBucket -> {}
            case Aes256 aes256 -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case Kms kms -> {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
                kms.keyId().ifPresent(request::ssekmsKeyId);
            }
        }
    }
}
