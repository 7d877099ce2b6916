package io.keywright.core.tenant;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.follow.RootMemory;
import io.keywright.core.journal.StoreException;
import io.keywright.core.secret.Shared;
import io.keywright.core.secret.Traffic;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.WrappedSecret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The middle layer of keys: each tenant's root key, in versions, opened by one of the providers that wrapped it and held
 * for a while. All calls may block, so they belong on virtual threads. Thread-safe.
 */
public final class TenantRoots implements RootMemory {

    /**
     * A secret that lay under a root.
     *
     * @param secret for the receiver to destroy
     * @param lease for how long it may be used
     */
    public record Opened(SecretBytes secret, Lease lease) {}

    private final TenantRootStore store;
    private final RootGeneration generation;
    private final HeldRoots held;
    private final int room;

    /**
     * @param size how many roots are kept open at the most
     * @param copies serve where no provider answers
     * @param blocking runs what waits for the store and the providers
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public TenantRoots(
            TenantRootStore store,
            RootOpening opening,
            RootGeneration generation,
            int size,
            LeaseTerms terms,
            Optional<SealedCopies> copies,
            RootWatch watch,
            Executor blocking,
            LongSupplier nanos) {
        this.store = store;
        this.generation = generation;
        this.room = size;
        this.held = new HeldRoots(opening, terms, size, new RootVerdicts(copies, watch, nanos), blocking, nanos);
    }

    /**
     * Wraps {@code secret} under the newest version of the tenant's root, which is made first if it never had one.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the root does not open, or was lost
     */
    public WrappedSecret wrap(Caller caller, String tenantId, SecretBytes secret, Binding binding) {
        int version = newestVersion(caller, tenantId);
        return using(
                new RootVersion(tenantId, version),
                held -> new WrappedSecret(version, held.root().wrap(secret, binding)));
    }

    /**
     * Opens what {@link #wrap} made.
     *
     * @throws UnwrapException if root, secret and binding do not belong together
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the root does not open, or was lost
     */
    public Opened open(String tenantId, WrappedSecret wrapped, Binding binding) {
        RootVersion place = new RootVersion(tenantId, wrapped.rootVersion());
        return using(place, held -> new Opened(held.root().unwrap(wrapped.blob(), binding), held.lease()));
    }

    /** The same, for what is used at once, and is the caller's to destroy. */
    public SecretBytes unwrap(String tenantId, WrappedSecret wrapped, Binding binding) {
        return open(tenantId, wrapped, binding).secret();
    }

    /**
     * Wraps what {@link #wrap} made under the newest version of the tenant's root.
     *
     * @throws UnwrapException if root, secret and binding do not belong together
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if a root does not open, or was lost
     */
    public WrappedSecret rewrap(String tenantId, WrappedSecret wrapped, Binding binding) {
        try (SecretBytes secret = unwrap(tenantId, wrapped, binding)) {
            return wrap(Caller.SERVICE, tenantId, secret, binding);
        }
    }

    /** Begins to ask the providers again for the roots that are in use and near their end. */
    public void renewDue() {
        held.renewDue();
    }

    /**
     * Opens the newest version of the tenant's root before anybody needs it, if it is not open.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it does not open, or was lost
     */
    public void warm(String tenantId) {
        using(new RootVersion(tenantId, newestVersion(tenantId).orElseThrow(RootFaults::lost)), HeldRoot::lease);
    }

    /**
     * Lets go of the roots that {@code part} means, and ends what was opened under them; whoever asks next asks the providers.
     *
     * @return how many there were
     */
    public int drop(CachePart part) {
        return held.drop(part);
    }

    @Override
    public void forget(String tenantId, int version) {
        held.drop(new RootVersion(tenantId, version)::equals);
    }

    @Override
    public void forgetRefused(String tenantId) {
        held.dropRefused(tenantId);
    }

    @Override
    public void forgetRetired() {
        held.drop(this::isRetired);
    }

    /** No, if nobody can tell. */
    private boolean isRetired(RootVersion place) {
        try {
            return !store.versions(place.tenantId()).contains(place.version());
        } catch (StoreException | KeywrightException e) {
            return false;
        }
    }

    /** All roots that are held. */
    public List<Holding> holdings() {
        return held.holdings();
    }

    /** How many roots are held. */
    public int held() {
        return held.size();
    }

    /** How many roots are held at the most. */
    public int room() {
        return room;
    }

    /** How often roots were found in memory. */
    public Traffic traffic() {
        return held.traffic();
    }

    private <T> T using(RootVersion place, Function<HeldRoot, T> use) {
        Shared<HeldRoot> root = held.get(place);
        try {
            return use.apply(root.get());
        } finally {
            root.release();
        }
    }

    private int newestVersion(Caller caller, String tenantId) {
        OptionalInt newest = newestVersion(tenantId);
        return newest.isPresent() ? newest.getAsInt() : first(caller, tenantId);
    }

    private OptionalInt newestVersion(String tenantId) {
        try {
            return store.newestVersion(tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private int first(Caller caller, String tenantId) {
        try {
            return generation.first(caller, tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
