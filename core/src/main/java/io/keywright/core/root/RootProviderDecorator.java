package io.keywright.core.root;

import java.util.Set;

/**
 * What stands around a root provider, under its name, and does something of its own when its keys are used. Key pairs are
 * handed on by those alone that say so, for they would lead past all others.
 */
public abstract class RootProviderDecorator implements RootProvider {

    protected final RootProvider provider;

    protected RootProviderDecorator(RootProvider provider) {
        this.provider = provider;
    }

    @Override
    public final String name() {
        return provider.name();
    }

    @Override
    public final Set<Capability> capabilities() {
        return provider.capabilities();
    }
}
