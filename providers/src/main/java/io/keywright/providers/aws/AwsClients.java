package io.keywright.providers.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of KMS and STS that try once, follow no redirect, and take nothing from their environment: no profile, no
 * credentials, no address. Each request brings its credentials.
 */
final class AwsClients implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(30);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(READ)
            .proxyConfiguration(ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .build())
            .build();
    private final Region region;
    private final KmsClient kms;
    private final StsClient sts;

    AwsClients(AwsSettings settings) {
        this.region = Region.of(settings.region().orElseThrow());
        this.kms = configured(
                        KmsClient.builder(), settings.endpoint().orElseGet(() -> publicOf(KmsClient.serviceMetadata())))
                .httpClient(http)
                .build();
        this.sts = configured(
                        StsClient.builder(),
                        settings.stsEndpoint().orElseGet(() -> publicOf(StsClient.serviceMetadata())))
                .httpClient(http)
                .build();
    }

    /** The region's public endpoint. Were it not given, the SDK would look for another in its environment. */
    private URI publicOf(ServiceMetadata service) {
        return URI.create("https://" + service.endpointFor(region));
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI endpoint) {
        ProfileFile nothing = ProfileFile.builder()
                .content("")
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return builder.region(region)
                .endpointOverride(endpoint)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .defaultsMode(DefaultsMode.STANDARD)
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(nothing)
                        .addExecutionInterceptor(new BoundedAnswers())
                        .addExecutionInterceptor(new TracedCalls())
                        .build());
    }

    KmsClient kms() {
        return kms;
    }

    StsClient sts() {
        return sts;
    }

    @Override
    public void close() {
        kms.close();
        sts.close();
        http.close();
    }
}
