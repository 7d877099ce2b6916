package io.keywright.providers.gcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import io.keywright.core.root.RootProviderException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whom the provider acts as: itself, or a tenant's service account. Tokens are kept while they last. Safe from any thread. */
final class Identities {

    private static final String KMS_ONLY = "https://www.googleapis.com/auth/cloudkms";
    private static final String IMPERSONATION = "https://www.googleapis.com/auth/cloud-platform";
    private static final int LIFETIME_SECONDS = 3600;
    private static final int MOST_KEPT = 10_000;
    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("[a-z0-9-]{1,63}@[a-z0-9.-]{1,190}\\.gserviceaccount\\.com");

    private final GoogleCredentials own;
    private final Identity self;
    private final HttpTransportFactory transport;
    private final URI endpoint;
    private final Cache<String, Identity> impersonated =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private Identities(GoogleCredentials own, HttpTransportFactory transport, URI endpoint) {
        this.own = own;
        this.self = new Identity(own.createScoped(KMS_ONLY));
        this.transport = transport;
        this.endpoint = endpoint;
    }

    static Identities of(GcpSettings settings, HttpTransportFactory transport) throws RootProviderException {
        GoogleCredentials own = settings.credentialsFile().isPresent()
                ? CredentialsFile.read(settings.credentialsFile().get(), transport)
                : ComputeEngineCredentials.newBuilder()
                        .setHttpTransportFactory(transport)
                        .build();
        return new Identities(own, transport, settings.identities());
    }

    Identity self() {
        return self;
    }

    /** Empty if {@code email} is no service account's. */
    Optional<Identity> serviceAccount(String email) {
        return SERVICE_ACCOUNT.matcher(email).matches()
                ? Optional.of(impersonated.get(email, this::impersonate))
                : Optional.empty();
    }

    private Identity impersonate(String email) {
        return new Identity(ImpersonatedCredentials.newBuilder()
                .setSourceCredentials(own.createScoped(IMPERSONATION))
                .setTargetPrincipal(email)
                .setScopes(List.of(KMS_ONLY))
                .setLifetime(LIFETIME_SECONDS)
                .setIamEndpointOverride(
                        endpoint.resolve("/v1/projects/-/serviceAccounts/" + email + ":generateAccessToken")
                                .toString())
                .setHttpTransportFactory(transport)
                .build());
    }
}
