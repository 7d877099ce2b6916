package io.keywright.core.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells one listener that something happened. Ringing costs next to nothing while nobody listens, and never waits; many
 * rings between two looks are one. Thread-safe.
 */
public final class Bell {

    private final Semaphore rung = new Semaphore(0);

    /** Wakes the listener, now or when it next listens. */
    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Returns when the bell has rung since the last call, or {@code patience} is over. */
    public void await(Duration patience) throws InterruptedException {
        if (rung.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
