package io.keywright.archive.s3;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * Which bucket, and how to reach it.
 *
 * @param prefix of all objects, empty or ending with a slash
 * @param region where none is given, what the environment says
 * @param endpoint of an S3 service other than AWS
 * @param trust vouches for the endpoint's certificate; if empty, the authorities of the JVM do
 * @param pathStyle whether the bucket stands in the path rather than in the host name
 * @param credentials where none are given, what the AWS SDK finds in the environment
 */
public record S3Options(
        String bucket,
        String prefix,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<TrustManagerFactory> trust,
        boolean pathStyle,
        Optional<Credentials> credentials,
        Encryption encryption) {

    /** A pair of keys. Does not print its secret. */
    public record Credentials(String accessKey, String secretKey) {

        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }
}
