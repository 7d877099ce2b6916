package io.keywright.core.acme;

import io.keywright.core.journal.StoreException;
import java.time.InstantSource;

/** Removes orders whose time is over, a portion at a time. They count no more from that time on. Calls block. */
public final class AcmeSweep {

    private static final int PORTION = 100;

    private final AcmeOrderStore store;
    private final InstantSource clock;

    public AcmeSweep(AcmeOrderStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Removes all that have expired by now.
     *
     * @throws StoreException if they cannot be removed; those that were removed before are gone
     */
    public void sweep() throws StoreException {
        int removed;
        do {
            removed = store.removeExpired(clock.instant(), PORTION);
        } while (removed == PORTION);
    }
}
