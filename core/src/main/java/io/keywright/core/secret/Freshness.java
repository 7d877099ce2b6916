package io.keywright.core.secret;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When something that is held is to be loaded anew: ahead of its end, if it is in use by then. Thread-safe. */
final class Freshness {

    /** The part of its time after which it is due. */
    private static final double DUE = 0.8;

    /** After a load that failed the next one follows in so much of its time. */
    private static final double AGAIN = 0.01;

    private final Duration time;
    private final LongSupplier nanos;
    private volatile long due;
    private volatile boolean used;

    /**
     * Of what is loaded now.
     *
     * @param time for how long it is held
     * @param nanos a monotonic clock
     */
    Freshness(Duration time, LongSupplier nanos) {
        this.time = time;
        this.nanos = nanos;
        this.due = in(DUE);
    }

    /** For how long it is held. */
    Duration time() {
        return time;
    }

    /** Somebody uses it. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    /** Whether it is to be loaded anew. */
    boolean isDue() {
        return used && nanos.getAsLong() - due >= 0;
    }

    /** It is being loaded anew; if nothing comes of that, another time follows. */
    void tryAgain() {
        due = in(AGAIN);
    }

    private long in(double part) {
        return nanos.getAsLong() + Math.round(time.toNanos() * part);
    }
}
