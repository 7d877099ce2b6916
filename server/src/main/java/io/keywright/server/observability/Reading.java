package io.keywright.server.observability;

import io.keywright.core.journal.StoreClosedException;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Figures that the store knows, for all gauges of a scrape. They are read from the start on; nobody waits for them but who asks
 * before they were read once. Those that are too old are read anew while the last ones are given. If that fails, the last ones
 * stand. Thread-safe.
 */
final class Reading<T> {

    private static final Logger LOG = Logger.getLogger(Reading.class);

    /** Reads the store. May block. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws StoreException;
    }

    private record Figures<T>(Instant taken, T value) {}

    private final Source<T> source;
    private final Duration fresh;
    private final InstantSource clock;
    private final Executor blocking;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Lock first = new ReentrantLock();
    private volatile Figures<T> last;

    /**
     * @param nothing what stands until something was read
     * @param fresh how old figures may be before they are read anew
     */
    Reading(Source<T> source, T nothing, Duration fresh, InstantSource clock, Executor blocking) {
        this.source = source;
        this.fresh = fresh;
        this.clock = clock;
        this.blocking = blocking;
        this.last = new Figures<>(Instant.EPOCH, nothing);
    }

    /** Reads them for the first time, meanwhile. */
    void begin() {
        blocking.execute(this::readOnce);
    }

    T value() {
        if (last.taken().equals(Instant.EPOCH)) {
            readOnce();
        } else if (last.taken().plus(fresh).isBefore(clock.instant()) && underWay.compareAndSet(false, true)) {
            blocking.execute(this::refresh);
        }
        return last.value();
    }

    private void readOnce() {
        first.lock();
        try {
            if (last.taken().equals(Instant.EPOCH)) {
                refresh();
            }
        } finally {
            first.unlock();
        }
    }

    private void refresh() {
        try {
            last = new Figures<>(clock.instant(), source.read());
        } catch (StoreClosedException e) {
            // The server ends, so that nobody asks for the figures.
        } catch (StoreException | KeywrightException e) {
            LOG.warnf("event=figures_unread The metrics show what was read before: %s", e.getMessage());
            last = new Figures<>(clock.instant(), last.value());
        } finally {
            underWay.set(false);
        }
    }
}
