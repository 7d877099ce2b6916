package io.keywright.providers.azure;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Fault;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keys of Azure Key Vault and Managed HSM. A reference's key is a name in the configured vault, or {@code
 * https://VAULT/keys/NAME} in another. Cannot print its credentials. Safe from any thread.
 */
public final class AzureRootProvider implements RootProvider, AutoCloseable {

    private final String name;
    private final URI address;
    private final String key;
    private final KeyVault vault;

    /**
     * Reads the credentials, and reaches for nothing yet.
     *
     * @param name the operator's name for it
     * @throws RootProviderException BAD_CREDENTIALS if a file is not what it must be
     * @throws IllegalArgumentException if the settings have {@link AzureSettings#faults faults}
     */
    public AzureRootProvider(String name, AzureSettings settings) throws RootProviderException {
        Fault.requireNone(settings.faults());
        this.name = name;
        this.address = settings.vault().orElseThrow();
        this.key = settings.key().orElseThrow();
        BoundedClient client = new BoundedClient(Trust.of(settings.trustFile()));
        this.vault = new KeyVault(client, Credentials.of(settings, client));
    }

    @Override
    public String name() {
        return name;
    }

    /** Key Vault has no additional data, and AES-KW makes the same of the same. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.AUTHENTICATES);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (reference.role().isPresent() || reference.externalId().isPresent()) {
            throw nameless("it has no roles to assume: leave role and external id out");
        }
        KeyId id = KeyId.parse(reference.key().orElse(key), address)
                .orElseThrow(() -> nameless("its key must be a name in the vault, or https://VAULT/keys/NAME"));
        return new AzureKey(vault, id);
    }

    private RootProviderException nameless(String why) {
        return new RootProviderException(
                Reason.KEY_NOT_FOUND, "This names no key of the root provider " + name + ": " + why + ".");
    }

    @Override
    public void close() {
        vault.close();
    }

    @Override
    public String toString() {
        return "AzureRootProvider[" + name + ", " + address + "/keys/" + key + "]";
    }
}
