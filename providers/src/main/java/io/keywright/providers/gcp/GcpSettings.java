package io.keywright.providers.gcp;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach Cloud KMS, and as whom.
 *
 * @param key {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}: the key of those that name none
 * @param endpoint where Cloud KMS answers, if not at {@value #STANDARD_ENDPOINT}
 * @param identityEndpoint where tokens of service accounts are made, if not at Google's usual address
 * @param ambient whether to act as whoever the machine says, which asks the metadata server; only ever if the operator said
 *     so
 * @param credentialsFile a service account's key or a configuration of workload identity federation, as JSON
 */
public record GcpSettings(
        Optional<String> key,
        Optional<URI> endpoint,
        Optional<URI> identityEndpoint,
        boolean ambient,
        Optional<Path> credentialsFile) {

    static final String STANDARD_ENDPOINT = "https://cloudkms.googleapis.com";

    private static final String STANDARD_IDENTITY_ENDPOINT = "https://iamcredentials.googleapis.com";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Everything that is wrong, by the property that has it. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (key.flatMap(KeyName::parse).isEmpty()) {
            faults.add(new Fault("key", "must be the full name of a key, without a version: " + KeyName.SHAPE + "."));
        }
        endpoint.filter(uri -> !safe(uri)).ifPresent(uri -> faults.add(unsafe("endpoint")));
        identityEndpoint.filter(uri -> !safe(uri)).ifPresent(uri -> faults.add(unsafe("identity-endpoint")));
        if (ambient && credentialsFile.isPresent()) {
            faults.add(new Fault(
                    "credentials-file", "must not be set when credentials are ambient: remove one of the two."));
        }
        if (!ambient && credentialsFile.isEmpty()) {
            faults.add(new Fault(
                    "credentials-file",
                    "is missing: name the JSON file of a service account or of workload identity federation, or set"
                            + " credentials to ambient to act as the machine's own service account."));
        }
        return List.copyOf(faults);
    }

    private static Fault unsafe(String property) {
        return new Fault(property, "must begin with https:// and name a host and nothing else.");
    }

    /** HTTPS to a host; tokens and keys leave this process in the clear to itself only. */
    static boolean safe(URI uri) {
        boolean bare = uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && Set.of("", "/").contains(uri.getPath());
        return bare && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback(uri)));
    }

    static boolean loopback(URI uri) {
        return LOOPBACK.contains(uri.getHost());
    }

    URI kms() {
        return endpoint.orElse(URI.create(STANDARD_ENDPOINT));
    }

    URI identities() {
        return identityEndpoint.orElse(URI.create(STANDARD_IDENTITY_ENDPOINT));
    }
}
