package io.keywright.core.expiry;

import io.keywright.core.journal.StoreException;
import java.time.InstantSource;

/** Removes what has expired, a portion at a time, so that nobody waits long for the store. Calls block. */
public record ExpirySweep(Expiring store, InstantSource clock) {

    private static final int PORTION = 100;

    /**
     * Removes all that has expired by now.
     *
     * @throws StoreException if it cannot be removed; what was removed before is gone
     */
    public void sweep() throws StoreException {
        int removed;
        do {
            removed = store.removeExpired(clock.instant(), PORTION);
        } while (removed == PORTION);
    }
}
