package io.keywright.providers.vault;

import io.keywright.providers.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an operator sets for a provider of type {@code vault}, unchecked: each as the property of its name, in kebab case.
 * Nothing is taken from anywhere else, such as {@code VAULT_TOKEN}.
 *
 * @param address its URL without a path, such as {@code https://bao.example.com:8200}
 * @param mount the path of the Transit engine; {@code transit} if not set
 * @param key the name of the key that is used where no other is named
 * @param namespace which of its namespaces mount and login are in
 * @param ca a PEM file with the authorities that may have issued its certificate, and no others; those of the JVM if not set
 * @param allowHttp whether the address may be http beyond this machine, so that everybody on the way reads everything
 * @param login who asks
 */
public record VaultSettings(
        Optional<String> address,
        Optional<String> mount,
        Optional<String> key,
        Optional<String> namespace,
        Optional<Path> ca,
        boolean allowHttp,
        Login login) {

    /**
     * Who asks. Which of these a kind of login needs, {@link LoginKind} says.
     *
     * @param auth {@code token}, {@code approle}, {@code kubernetes} or {@code certificate}
     * @param authMount the path of the login method below {@code auth/}; its usual one if not set
     * @param tokenFile a file with a token, read again at each login
     * @param roleId which AppRole
     * @param secretIdFile a file with its secret id, read again at each login
     * @param role which role of Kubernetes or of certificates
     * @param jwtFile a file with the service account's token, read again at each login; Kubernetes' usual one if not set
     * @param certificate a PEM file with the client's certificate and its chain
     * @param certificateKey a PEM file with the client's private key (PKCS#8)
     */
    public record Login(
            Optional<String> auth,
            Optional<String> authMount,
            Optional<Path> tokenFile,
            Optional<String> roleId,
            Optional<Path> secretIdFile,
            Optional<String> role,
            Optional<Path> jwtFile,
            Optional<Path> certificate,
            Optional<Path> certificateKey) {}

    /** Everything that is wrong with them; empty if a provider can be made of them. Reads the files of certificates. */
    public List<Fault> faults() {
        return new VaultSettingsCheck(this).faults();
    }
}
