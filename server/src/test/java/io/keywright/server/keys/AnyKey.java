package io.keywright.server.keys;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.ProviderKeyReference;
import java.util.Set;

/** A provider whose one key has every name. */
record AnyKey(RootProvider provider) implements RootProvider {

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
        return provider.open(ProviderKeyReference.DEFAULT);
    }
}
