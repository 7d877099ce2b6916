package io.keywright.providers.aws;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Fault;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Symmetric keys of AWS KMS in one region. A tenant brings a key's or alias's ARN and, if that is another account's, a role
 * with its external id; the provider's own identity assumes it. Cannot print credentials. Safe from any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/">The API of KMS</a>
 */
public final class AwsRootProvider implements RootProvider, AutoCloseable {

    private final String name;
    private final String region;
    private final Optional<AwsKeyName> standardKey;
    private final DeadlineCalls calls = new DeadlineCalls();
    private final AwsClients clients;
    private final RoleSessions roles;
    private final Optional<AmbientCredentials> ambient;
    private final CredentialsSource identity;

    /**
     * Reads no file and connects to nothing yet.
     *
     * @param name the operator's name for it
     * @throws IllegalArgumentException if {@code settings} have faults
     */
    public AwsRootProvider(String name, AwsSettings settings) {
        this(name, settings, InstantSource.system());
    }

    AwsRootProvider(String name, AwsSettings settings, InstantSource clock) {
        Fault.requireNone(settings.faults());
        this.name = name;
        this.region = settings.region().orElseThrow();
        this.standardKey = settings.key().flatMap(AwsKeyName::of);
        this.clients = new AwsClients(settings);
        this.roles = new RoleSessions(name, settings.session(), clients.sts(), calls, clock);
        this.ambient = settings.credentials().equals(Optional.of(AwsSettings.AMBIENT))
                ? Optional.of(new AmbientCredentials(name, calls))
                : Optional.empty();
        this.identity = identity(settings);
    }

    private CredentialsSource identity(AwsSettings settings) {
        if (settings.webIdentityTokenFile().isPresent()) {
            SecretFile token = new SecretFile(settings.webIdentityTokenFile().get());
            return roles.ofWebIdentity(token, settings.role().orElseThrow());
        }
        CredentialsSource base = ambient.<CredentialsSource>map(found -> found)
                .orElseGet(() -> new FileCredentials(
                        new SecretFile(settings.credentialsFile().orElseThrow()),
                        settings.profile().orElse("default")));
        return settings.assumedRole().map(role -> roles.assumed(base, role)).orElse(base);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /**
     * @throws RootProviderException KEY_NOT_FOUND if the key is no ARN, or there is none; WRONG_ENDPOINT if it is of another
     *     region; BAD_CREDENTIALS if role or external id cannot be one
     */
    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new AwsKey(name, key(reference), identity(reference), clients.kms(), calls);
    }

    private AwsKeyName key(ProviderKeyReference reference) throws RootProviderException {
        AwsKeyName key = reference
                .key()
                .map(AwsKeyName::ofArn)
                .orElse(standardKey)
                .orElseThrow(() -> fault(
                        Reason.KEY_NOT_FOUND,
                        reference.key().isPresent()
                                ? "a key is named by its ARN or its alias's, arn:aws:kms:" + region + ":ACCOUNT:key/ID"
                                : "no key is named, and the provider has none of its own"));
        if (!key.region().orElse(region).equals(region)) {
            throw fault(
                    Reason.WRONG_ENDPOINT,
                    key + " is not in " + region + ", where this provider is; use one of that region");
        }
        return key;
    }

    private CredentialsSource identity(ProviderKeyReference reference) throws RootProviderException {
        boolean whole = reference
                        .role()
                        .map(AwsRole::isArn)
                        .orElse(reference.externalId().isEmpty())
                && reference.externalId().map(AwsRole::isExternalId).orElse(true);
        if (!whole) {
            throw fault(
                    Reason.BAD_CREDENTIALS,
                    "a role is named by its ARN, arn:aws:iam::ACCOUNT:role/NAME, and an external id goes along with one");
        }
        return reference
                .role()
                .map(role -> roles.assumed(identity, new AwsRole(role, reference.externalId())))
                .orElse(identity);
    }

    private RootProviderException fault(Reason reason, String what) {
        return new RootProviderException(reason, "The root provider " + name + ": " + what + ".");
    }

    @Override
    public void close() {
        calls.close();
        ambient.ifPresent(AmbientCredentials::close);
        clients.close();
    }

    @Override
    public String toString() {
        return "AwsRootProvider[" + name + ", " + region + "]";
    }
}
