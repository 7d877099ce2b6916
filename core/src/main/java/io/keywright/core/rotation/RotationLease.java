package io.keywright.core.rotation;

import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Lets one node rotate at a time. Where a node says nothing for so long, another takes up what it has left. Belongs to one
 * thread; calls block.
 */
public final class RotationLease {

    /** How long a node may say nothing. */
    public static final Duration TIME = Duration.ofMinutes(5);

    private final RunStore store;
    private final UUID holder;
    private final InstantSource clock;
    private Instant claimed = Instant.EPOCH;

    /** @param holder this node, as long as it runs */
    public RotationLease(RunStore store, UUID holder, InstantSource clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    /** Makes this node the one that rotates, unless another is. */
    boolean claim() throws StoreException {
        claimed = clock.instant();
        return store.claim(holder, claimed, claimed.plus(TIME));
    }

    /** Whether this node, which has claimed it, still is. */
    boolean holds() throws StoreException {
        return clock.instant().isBefore(claimed.plus(TIME.dividedBy(2))) || claim();
    }
}
