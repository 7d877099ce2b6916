package io.keywright.server.observability.provider;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.util.Set;

/** A provider that has only keys that are named, as clouds without a configured key have. */
record NoOwnKey(RootProvider provider) implements RootProvider {

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (reference.key().isEmpty()) {
            throw new RootProviderException(Reason.KEY_NOT_FOUND, "no key is named");
        }
        return provider.open(ProviderKeyReference.DEFAULT);
    }
}
