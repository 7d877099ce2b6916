package io.keywright.providers.guard;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** A root provider whose calls are guarded, see {@link GuardRules}. Safe from any thread. */
public final class GuardedRootProvider implements RootProvider {

    private final RootProvider provider;
    private final Guard guard;

    public GuardedRootProvider(RootProvider provider, GuardRules rules, InstantSource clock) {
        this.provider = provider;
        this.guard = new Guard(provider.name(), rules, clock);
    }

    /** How the provider does. */
    public ProviderStatus status() {
        return guard.status();
    }

    /** Whether it has a key of its own, which {@link #probe} can ask about. */
    public boolean hasOwnKey() {
        try {
            provider.open(ProviderKeyReference.DEFAULT);
            return true;
        } catch (RootProviderException e) {
            return false;
        }
    }

    /** Asks the provider about its own key: in one call, and in none while its circuit is open. */
    public void probe(Deadline deadline) throws RootProviderException {
        guard.once(Scope.GLOBAL, deadline, provider.open(ProviderKeyReference.DEFAULT)::describe);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    /** The key pairs that it makes and uses inside; empty if it only wraps. */
    public Optional<KeyPairs> keyPairs() {
        return provider.signingKeys().map(keys -> new GuardedKeyPairs(keys, guard));
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        return new GuardedKey(provider.open(reference));
    }

    private final class GuardedKey implements ProviderKey {

        private final ProviderKey key;

        GuardedKey(ProviderKey key) {
            this.key = key;
        }

        @Override
        public Description describe(Deadline deadline) throws RootProviderException {
            return guard.call(Scope.GLOBAL, deadline, key::describe);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            return guard.call(binding.tenantId(), deadline, within -> key.wrap(secret, binding, within));
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            return guard.call(binding.tenantId(), deadline, within -> key.unwrap(wrapped, binding, within));
        }
    }
}
