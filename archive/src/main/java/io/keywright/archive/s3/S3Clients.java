package io.keywright.archive.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients as {@link S3Options} want them. They try again by themselves, but not for long. */
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(45);

    private S3Clients() {}

    static S3Client create(S3Options options) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(http(options))
                .overrideConfiguration(
                        override -> override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .credentialsProvider(credentials(options))
                .forcePathStyle(options.pathStyle());
        options.region().map(Region::of).ifPresent(builder::region);
        options.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static UrlConnectionHttpClient.Builder http(S3Options options) {
        UrlConnectionHttpClient.Builder builder =
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
        options.trust().ifPresent(trust -> builder.tlsTrustManagersProvider(trust::getTrustManagers));
        return builder;
    }

    private static AwsCredentialsProvider credentials(S3Options options) {
        return options.credentials()
                .<AwsCredentialsProvider>map(given -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(given.accessKey(), given.secretKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
