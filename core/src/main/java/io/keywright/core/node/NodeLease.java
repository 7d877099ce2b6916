package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Has one node of an installation do its chores. Who does them says so again and again; where nothing new was said for {@link #SILENCE},
 * another takes over. No two clocks need to agree: the holder counts from before it spoke, the others from after they heard it, each by a
 * clock of its own that only goes forward. A node that was stopped and wakes up may believe for one look that it still holds the
 * lease, so whatever must not happen twice does not rest on it, but on what is committed. Thread-safe.
 */
public final class NodeLease {

    /** After so long without a word of the holder another node takes over. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /** For so long the holder relies on its last word, so that what it began is over when another takes over. */
    static final Duration VALIDITY = Duration.ofSeconds(20);

    static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Claims claims;
    private final UUID node;
    private final LongSupplier nanos;
    private final ReentrantLock tending = new ReentrantLock();
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition changed = waiting.newCondition();

    private Optional<Claim> heard = Optional.empty();
    private long heardAt;
    private long renewalAt;
    private boolean over;
    private volatile boolean claimed;
    private volatile long validUntil;

    /**
     * Holds nothing yet.
     *
     * @param node this one, as long as it runs
     * @param nanos a clock that only goes forward, as {@link System#nanoTime}
     */
    public NodeLease(Claims claims, UUID node, LongSupplier nanos) {
        this.claims = claims;
        this.node = node;
        this.nanos = nanos;
    }

    /** Whether this node does the chores now. Asks nobody. */
    public boolean isHeld() {
        return claimed && nanos.getAsLong() - validUntil < 0;
    }

    /** Returns once this node does them, or after {@code patience}. */
    public void awaitHeld(Duration patience) throws InterruptedException {
        waiting.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (left > 0 && !isHeld()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting.unlock();
        }
    }

    /**
     * Returns after {@code time}, or as soon as this node does them no more.
     *
     * @return whether it does
     */
    public boolean holdFor(Duration time) throws InterruptedException {
        waiting.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (left > 0 && isHeld()) {
                long step = Math.clamp(validUntil - nanos.getAsLong(), 1, left);
                left -= step - changed.awaitNanos(step);
            }
            return isHeld();
        } finally {
            waiting.unlock();
        }
    }

    /** Listens who does them, and says that it is this node where that is due. To be called every second or so; blocks. */
    public void tend() throws StoreException {
        tending.lock();
        try {
            if (!over && !(isHeld() && nanos.getAsLong() - renewalAt < 0)) {
                listen();
                if (mayClaim()) {
                    claim();
                } else {
                    claimed(false);
                }
            }
        } finally {
            tending.unlock();
        }
    }

    private void listen() throws StoreException {
        Optional<Claim> current = claims.current();
        if (!current.equals(heard)) {
            heard = current;
            heardAt = nanos.getAsLong();
        }
    }

    private boolean mayClaim() {
        return heard.isEmpty() || heard.get().node().equals(node) || nanos.getAsLong() - heardAt >= SILENCE.toNanos();
    }

    private void claim() throws StoreException {
        long now = nanos.getAsLong();
        Claim next = new Claim(node, heard.map(Claim::turn).orElse(0L) + 1);
        boolean done = claims.replace(heard, next);
        if (done) {
            validUntil = now + VALIDITY.toNanos();
            renewalAt = now + RENEWAL.toNanos();
        }
        claimed(done);
    }

    private void claimed(boolean here) {
        claimed = here;
        waiting.lock();
        try {
            changed.signalAll();
        } finally {
            waiting.unlock();
        }
    }

    /** This node does them no more, and another may at once. Blocks. */
    public void giveBack() throws StoreException {
        tending.lock();
        try {
            over = true;
            if (claimed) {
                claimed(false);
                claims.release(node);
            }
        } finally {
            tending.unlock();
        }
    }
}
