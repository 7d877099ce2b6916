package io.keywright.providers.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderDecorator;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.providers.guard.ProviderStatus.Breaker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;

/**
 * A root provider whose calls are guarded, see {@link GuardRules}. Each key has a circuit of its own, so that a tenant's key that
 * is away takes nothing from those whose keys answer; the places for calls are the provider's. Safe from any thread.
 */
public final class GuardedRootProvider extends RootProviderDecorator {

    private static final int MOST_KEYS = 10_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final LastCall lastCall;
    private final Guard own;
    private final LoadingCache<ProviderKeyReference, Guard> ofTenants;

    public GuardedRootProvider(RootProvider provider, GuardRules rules, InstantSource clock) {
        super(provider);
        FairShare share = new FairShare(provider.name(), rules.concurrent(), rules.perTenant(), rules.waiting());
        this.lastCall = new LastCall(clock);
        this.own = new Guard(provider.name(), rules, clock, share, lastCall);
        this.ofTenants = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(KEPT)
                .build(key -> new Guard(provider.name(), rules, clock, share, lastCall));
    }

    /** How the provider does. Its circuit is that of its own key; if it has none, the best one of tenants' keys. */
    public ProviderStatus status() {
        Breaker breaker = hasOwnKey()
                ? own.state()
                : ofTenants.asMap().values().stream()
                        .map(Guard::state)
                        .min(Comparator.naturalOrder())
                        .orElse(Breaker.CLOSED);
        return lastCall.status(breaker);
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
        own.once(Scope.GLOBAL, deadline, provider.open(ProviderKeyReference.DEFAULT)::describe);
    }

    /** The key pairs that it makes and uses inside; empty if it only wraps. */
    public Optional<KeyPairs> keyPairs() {
        return provider.signingKeys().map(keys -> new GuardedKeyPairs(keys, own));
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        ProviderKey key = provider.open(reference);
        return new GuardedKey(key, reference.equals(ProviderKeyReference.DEFAULT) ? own : ofTenants.get(reference));
    }

    private record GuardedKey(ProviderKey key, Guard guard) implements ProviderKey {

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
