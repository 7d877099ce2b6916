package io.keywright.providers.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.azure.AzureFaults.NoToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Whoever the provider is to Microsoft Entra. Tokens are kept while they last. Nothing is tried twice. */
final class Credentials {

    /** One try, and no other. */
    static final RetryOptions ONCE = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

    private static final int MOST_BYTES = 65_536;

    private Credentials() {}

    /** @throws RootProviderException BAD_CREDENTIALS, naming the file and nothing in it */
    static TokenCredential of(AzureSettings settings, HttpClient client) throws RootProviderException {
        if (settings.ambient()) {
            return named(managedIdentity(settings, client));
        }
        if (settings.clientSecretFile().isPresent()) {
            String secret = new String(read(settings.clientSecretFile().get()), StandardCharsets.UTF_8).strip();
            return named(configured(new ClientSecretCredentialBuilder(), settings, client)
                    .clientSecret(secret)
                    .build());
        }
        if (settings.clientCertificateFile().isPresent()) {
            return named(certificate(settings, settings.clientCertificateFile().get(), client));
        }
        return named(configured(new WorkloadIdentityCredentialBuilder(), settings, client)
                .tokenFilePath(settings.tokenFile().orElseThrow().toString())
                .build());
    }

    private static TokenCredential certificate(AzureSettings settings, Path file, HttpClient client)
            throws RootProviderException {
        return configured(new ClientCertificateCredentialBuilder(), settings, client)
                .pemCertificate(new ByteArrayInputStream(read(file)))
                .build();
    }

    private static TokenCredential managedIdentity(AzureSettings settings, HttpClient client) {
        ManagedIdentityCredentialBuilder builder =
                new ManagedIdentityCredentialBuilder().httpClient(client).retryOptions(ONCE);
        settings.clientId().ifPresent(builder::clientId);
        return builder.build();
    }

    private static <B extends AadCredentialBuilderBase<B>> B configured(
            B builder, AzureSettings settings, HttpClient client) {
        builder.tenantId(settings.directory().orElseThrow())
                .clientId(settings.clientId().orElseThrow())
                .httpClient(client)
                .retryOptions(ONCE)
                .configuration(Configuration.NONE);
        settings.authority()
                .map(URI::toString)
                .ifPresent(authority -> builder.authorityHost(authority).disableInstanceDiscovery());
        return builder;
    }

    private static byte[] read(Path file) throws RootProviderException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == 0) {
                throw new IOException("empty");
            }
            return bytes;
        } catch (IOException e) {
            throw new RootProviderException(Reason.BAD_CREDENTIALS, file + " must be readable, and not empty.", e);
        }
    }

    /** Tells failures to get a token from those of the vault. */
    private static TokenCredential named(TokenCredential credential) {
        return new TokenCredential() {
            @Override
            public Mono<AccessToken> getToken(TokenRequestContext request) {
                return credential.getToken(request).onErrorMap(NoToken::new);
            }

            @Override
            public AccessToken getTokenSync(TokenRequestContext request) {
                try {
                    return credential.getTokenSync(request);
                } catch (RuntimeException e) {
                    throw new NoToken(e);
                }
            }
        };
    }
}
