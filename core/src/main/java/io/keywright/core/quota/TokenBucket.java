package io.keywright.core.quota;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket as one number: the time at which it will be full (the generic cell rate algorithm, ITU-T I.371). Starts
 * full. Lock-free.
 */
final class TokenBucket {

    private final long nanosPerToken;
    private final long capacityNanos;
    private final AtomicLong fullAt;

    /** @param now of a monotonic clock, in nanoseconds of any origin, here and later */
    TokenBucket(Rate rate, long now) {
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        this.capacityNanos = nanosPerToken * rate.burst();
        this.fullAt = new AtomicLong(now);
    }

    /**
     * Takes tokens if there is one; what is missing then is owed, and has to come in before there is one again. Answers 0,
     * or, if there is none, how many nanoseconds it takes until there is one.
     */
    long take(int tokens, long now) {
        while (true) {
            long full = fullAt.get();
            long missing = Math.max(full - now, 0);
            if (missing + nanosPerToken > capacityNanos) {
                return missing + nanosPerToken - capacityNanos;
            }
            if (fullAt.compareAndSet(full, now + missing + tokens * nanosPerToken)) {
                return 0;
            }
        }
    }
}
