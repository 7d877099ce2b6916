package io.keywright.providers.gcp;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Fault;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of Google Cloud KMS. A reference's key is the full name of a key; its role is a service account that the provider
 * acts as. Cannot print its credentials. Safe from any thread.
 */
public final class GcpRootProvider implements RootProvider, AutoCloseable {

    private final String name;
    private final GcpSettings settings;
    private final BoundedTransport transport = new BoundedTransport();
    private final Identities identities;
    private final CloudKms kms;

    /**
     * Reads the credentials, and reaches for nothing yet.
     *
     * @param name the operator's name for it
     * @throws RootProviderException BAD_CREDENTIALS if the credentials file is not what it must be
     * @throws IllegalArgumentException if the settings have {@link GcpSettings#faults faults}
     */
    public GcpRootProvider(String name, GcpSettings settings) throws RootProviderException {
        Fault.requireNone(settings.faults());
        this.name = name;
        this.settings = settings;
        this.identities = Identities.of(settings, () -> transport);
        this.kms = client();
    }

    private CloudKms client() throws RootProviderException {
        try {
            return new CloudKms(settings.kms(), transport);
        } catch (IOException e) {
            throw new RootProviderException(Reason.UNKNOWN, "Google's client cannot be made.", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        KeyName key = reference
                .key()
                .or(settings::key)
                .flatMap(KeyName::parse)
                .orElseThrow(
                        () -> nameless("its key must be the full name of one, without a version: " + KeyName.SHAPE));
        if (reference.externalId().isPresent()) {
            throw nameless("Google knows no external ids: leave it out");
        }
        Optional<String> role = reference.role();
        Identity identity = role.isEmpty()
                ? identities.self()
                : identities
                        .serviceAccount(role.get())
                        .orElseThrow(() -> nameless("its role must be the e-mail address of a service account"));
        return new GcpKey(kms, new GcpCaller(key, identity, role));
    }

    private RootProviderException nameless(String why) {
        return new RootProviderException(
                Reason.KEY_NOT_FOUND, "This names no key of the root provider " + name + ": " + why + ".");
    }

    @Override
    public void close() {
        kms.close();
    }

    @Override
    public String toString() {
        return "GcpRootProvider[" + name + ", " + settings.key().orElse("") + "]";
    }
}
