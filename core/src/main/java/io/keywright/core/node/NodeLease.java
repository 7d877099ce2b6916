package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Lets one node do something at a time. Where a node says nothing for so long, another takes up what it has left. Belongs to
 * one thread; calls block.
 */
public final class NodeLease {

    /** How long a node may say nothing. */
    public static final Duration TIME = Duration.ofMinutes(5);

    private final Claims claims;
    private final UUID holder;
    private final InstantSource clock;
    private Instant claimed = Instant.EPOCH;

    /** @param holder this node, as long as it runs */
    public NodeLease(Claims claims, UUID holder, InstantSource clock) {
        this.claims = claims;
        this.holder = holder;
        this.clock = clock;
    }

    /** Makes this node the one that does it, unless another is. */
    public boolean claim() throws StoreException {
        Instant now = clock.instant();
        boolean ours = claims.claim(holder, now, now.plus(TIME));
        claimed = ours ? now : Instant.EPOCH;
        return ours;
    }

    /** Whether this node, which has claimed it, still is. */
    public boolean holds() throws StoreException {
        return clock.instant().isBefore(claimed.plus(TIME.dividedBy(2))) || claim();
    }
}
