package io.keywright.server.keys;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.ProviderKeyReference;

/** A provider whose one key has every name. */
final class AnyKey extends RootProviderDecorator {

    AnyKey(RootProvider provider) {
        super(provider);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }
}
