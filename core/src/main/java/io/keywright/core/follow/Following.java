package io.keywright.core.follow;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something that a node holds in memory as a whole and that follows the store, such as the bindings of roles. Readings come
 * one after another, so that what an older one saw never takes the place of what a newer one saw. If one fails, what
 * was in force stays, and is behind until a later one succeeds. Thread-safe; reading blocks.
 */
public final class Following {

    /** Reads all of it from the store, and puts it in force. */
    @FunctionalInterface
    public interface Reading {
        void run() throws StoreException;
    }

    private final String name;
    private final Reading reading;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    private long covered;
    private volatile @Nullable Instant behindSince;

    /** @param name what it is called in health and log */
    public Following(String name, Reading reading, InstantSource clock) {
        this.name = name;
        this.reading = reading;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /** Returns once what was in the store when this was called is in force, or something newer. */
    public void read() throws StoreException {
        readFor(asked.incrementAndGet());
    }

    /** The same, after a change that is durable already: a failure does not undo it, so it only leaves this behind. */
    public void changed() {
        try {
            read();
        } catch (StoreException | RuntimeException e) {
            fellBehind();
        }
    }

    /** Reads only if it is behind. */
    public void catchUp() throws StoreException {
        if (behindSince != null) {
            read();
        }
    }

    /** Since when it is not known to be what the store has; empty if it is. */
    public Optional<Instant> behindSince() {
        return Optional.ofNullable(behindSince);
    }

    /** One reading serves all who asked before it began. */
    private void readFor(long number) throws StoreException {
        lock.lock();
        try {
            if (covered < number) {
                long before = asked.get();
                readNow();
                covered = before;
                behindSince = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void readNow() throws StoreException {
        boolean done = false;
        try {
            reading.run();
            done = true;
        } finally {
            if (!done) {
                fellBehind();
            }
        }
    }

    private void fellBehind() {
        if (behindSince == null) {
            behindSince = clock.instant();
        }
    }
}
