package io.keywright.providers.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many calls be under way, and so many of one tenant, so that no tenant has a provider for itself. Whoever waits
 * for a place of the provider is let in in order, and no tenant waits there more often than its share. Thread-safe.
 */
final class FairShare {

    /** Held until the call has come back, however long its caller has waited for it. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private final String provider;
    private final Semaphore all;
    private final LoadingCache<String, Semaphore> ofTenants;
    private final int waiting;

    FairShare(String provider, int concurrent, int perTenant, int waiting) {
        this.provider = provider;
        this.all = new Semaphore(concurrent, true);
        this.ofTenants = Caffeine.newBuilder().weakValues().build(tenantId -> new Semaphore(perTenant, true));
        this.waiting = waiting;
    }

    /**
     * A place for a call of the tenant.
     *
     * @throws RootProviderException BUSY if none gets free before the deadline, or too many of the tenant's calls wait already
     */
    Place enter(String tenantId, Deadline deadline) throws RootProviderException {
        Semaphore own = ofTenants.get(tenantId);
        if (own.getQueueLength() >= waiting) {
            throw busy();
        }
        take(own, deadline);
        try {
            take(all, deadline);
        } catch (RootProviderException e) {
            own.release();
            throw e;
        }
        return () -> {
            all.release();
            own.release();
        };
    }

    private void take(Semaphore places, Deadline deadline) throws RootProviderException {
        try {
            if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private RootProviderException busy() {
        return new RootProviderException(Reason.BUSY, "Too many calls to the root provider " + provider + " wait.");
    }
}
