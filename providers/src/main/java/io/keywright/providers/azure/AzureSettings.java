package io.keywright.providers.azure;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How to reach a vault, and as whom.
 *
 * @param vault such as {@code https://acme.vault.azure.net} or {@code https://acme.managedhsm.azure.net}
 * @param key the name in it of the key of those that name none
 * @param authority who makes tokens, if not {@value #STANDARD_AUTHORITY}; on loopback, the vault may be there too
 * @param directory the id of the Microsoft Entra tenant
 * @param clientId the id of the application; of a managed identity, if the machine has several
 * @param clientSecretFile holds a secret of the application, one line
 * @param clientCertificateFile holds a certificate of the application and its private key, as PEM
 * @param tokenFile holds a token of workload identity federation, as Kubernetes projects it
 * @param ambient whether to be the machine's managed identity, which asks the metadata server; only ever if the operator
 *     said so
 * @param trustFile certificates that are trusted instead of the platform's, as PEM
 */
public record AzureSettings(
        Optional<URI> vault,
        Optional<String> key,
        Optional<URI> authority,
        Optional<String> directory,
        Optional<String> clientId,
        Optional<Path> clientSecretFile,
        Optional<Path> clientCertificateFile,
        Optional<Path> tokenFile,
        boolean ambient,
        Optional<Path> trustFile) {

    static final String STANDARD_AUTHORITY = "https://login.microsoftonline.com";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Everything that is wrong, by the property that has it. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (vault.filter(uri -> KeyId.ofAzure(uri) || onLoopback()).isEmpty()) {
            faults.add(new Fault(
                    "vault", "must be the address of a vault or Managed HSM, such as https://acme.vault.azure.net."));
        }
        if (key.flatMap(name -> KeyId.parse(name, URI.create("https://any"))).isEmpty()
                || key.filter(name -> name.contains("/")).isPresent()) {
            faults.add(new Fault("key", "must be the name of a key in the vault, without a version."));
        }
        if (authority.filter(uri -> !https(uri)).isPresent()) {
            faults.add(new Fault("authority", "must begin with https:// and name a host and nothing else."));
        }
        credentialFaults(faults);
        return List.copyOf(faults);
    }

    private void credentialFaults(List<Fault> faults) {
        long files = Stream.of(clientSecretFile, clientCertificateFile, tokenFile)
                .filter(Optional::isPresent)
                .count();
        if (ambient && files > 0) {
            faults.add(new Fault("credentials", "must not be ambient when a file is set: remove one of the two."));
        }
        if (!ambient && files != 1) {
            faults.add(new Fault(
                    "client-secret-file",
                    "must be set, or else client-certificate-file or token-file, and only one of the three; or set credentials"
                            + " to ambient to be the machine's managed identity."));
        }
        if (!ambient && directory.isEmpty()) {
            faults.add(new Fault("directory", "is missing: set it to the id of the Microsoft Entra tenant."));
        }
        if (!ambient && clientId.isEmpty()) {
            faults.add(new Fault("client-id", "is missing: set it to the id of the application."));
        }
    }

    /** Whether vault and authority are both in this machine: then alone may the vault be none of Microsoft's. */
    boolean onLoopback() {
        return vault.filter(AzureSettings::https)
                        .filter(AzureSettings::loopback)
                        .isPresent()
                && authority.filter(AzureSettings::loopback).isPresent();
    }

    private static boolean loopback(URI uri) {
        return LOOPBACK.contains(uri.getHost());
    }

    private static boolean https(URI uri) {
        return "https".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && Set.of("", "/").contains(uri.getPath());
    }
}
