package io.keywright.archive.s3;

import io.keywright.core.archive.ArchiveException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means for the operator. */
final class S3Failure {

    private S3Failure() {}

    static ArchiveException of(String archive, String doing, SdkException failure) {
        String said = untrusted(failure)
                ? archive + " has a certificate that is not trusted; name its authority with keywright.archive.s3.ca."
                : archive + " failed to " + doing + ": " + failure.getMessage();
        return ArchiveException.unavailable(said, failure);
    }

    private static boolean untrusted(@Nullable Throwable failure) {
        return failure != null && (failure instanceof CertificateException || untrusted(failure.getCause()));
    }
}
