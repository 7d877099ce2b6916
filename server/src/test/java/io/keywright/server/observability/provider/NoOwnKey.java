package io.keywright.server.observability.provider;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;

/** A provider that has only keys that are named, as clouds without a configured key have. */
final class NoOwnKey extends RootProviderDecorator {

    NoOwnKey(RootProvider provider) {
        super(provider);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (reference.key().isEmpty()) {
            throw new RootProviderException(Reason.KEY_NOT_FOUND, "no key is named");
        }
        return provider.open(ProviderKeyReference.DEFAULT);
    }
}
