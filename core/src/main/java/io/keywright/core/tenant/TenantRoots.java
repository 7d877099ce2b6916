package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.WrappedSecret;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The middle layer of keys: each tenant's root key, in versions, opened by one of the providers that wrapped it and held
 * for a while. All calls may block, so they belong on virtual threads. Thread-safe.
 */
public final class TenantRoots {

    private record RootVersion(String tenantId, int version) {}

    private final TenantRootStore store;
    private final RootGeneration generation;
    private final SecretCache<RootVersion, OpenRoot> held;

    /**
     * @param size how many roots are kept open at the most
     * @param timeToLive for how long
     * @param blocking runs what waits for the store and the providers
     */
    public TenantRoots(
            TenantRootStore store,
            RootOpening opening,
            RootGeneration generation,
            int size,
            Duration timeToLive,
            Executor blocking) {
        this.store = store;
        this.generation = generation;
        this.held = new SecretCache<>(
                size,
                timeToLive,
                place -> opening.open(place.tenantId(), place.version()),
                OpenRoot::destroy,
                blocking);
    }

    /**
     * Wraps {@code secret} under the newest version of the tenant's root, which is made first if it never had one.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the root does not open, or was lost
     */
    public WrappedSecret wrap(Caller caller, String tenantId, SecretBytes secret, Binding binding) {
        int version = newestVersion(caller, tenantId);
        return using(
                new RootVersion(tenantId, version), root -> new WrappedSecret(version, root.wrap(secret, binding)));
    }

    /**
     * Opens what {@link #wrap} made, for the caller to destroy.
     *
     * @throws UnwrapException if root, secret and binding do not belong together
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the root does not open, or was lost
     */
    public SecretBytes unwrap(String tenantId, WrappedSecret wrapped, Binding binding) {
        return using(new RootVersion(tenantId, wrapped.rootVersion()), root -> root.unwrap(wrapped.blob(), binding));
    }

    private <T> T using(RootVersion place, Function<OpenRoot, T> use) {
        Shared<OpenRoot> root = root(place);
        try {
            return use.apply(root.get());
        } finally {
            root.release();
        }
    }

    private Shared<OpenRoot> root(RootVersion place) {
        Shared<OpenRoot> there = held.ifHeld(place);
        try {
            return there != null ? there : held.get(place).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private int newestVersion(Caller caller, String tenantId) {
        try {
            int newest = store.newestVersion(tenantId).orElse(0);
            return newest > 0 ? newest : generation.first(caller, tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
