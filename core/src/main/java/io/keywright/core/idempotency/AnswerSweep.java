package io.keywright.core.idempotency;

import io.keywright.core.journal.StoreException;
import java.time.InstantSource;

/** Removes kept answers whose time is over, a portion at a time. They count no more from that time on. Calls block. */
public final class AnswerSweep {

    private static final int PORTION = 500;

    private final KeptAnswerStore store;
    private final InstantSource clock;

    public AnswerSweep(KeptAnswerStore store, InstantSource clock) {
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
