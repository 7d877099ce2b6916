package io.keywright.providers.aws;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.ProviderKeyReference;
import java.util.Set;

/** The adapter, declaring no more than what the emulator behind it can do. */
record EmulatedProvider(RootProvider adapter, Set<Capability> capabilities) implements RootProvider {

    @Override
    public String name() {
        return adapter.name();
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return adapter.open(reference);
    }
}
