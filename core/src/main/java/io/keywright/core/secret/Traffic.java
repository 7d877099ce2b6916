package io.keywright.core.secret;

import java.util.concurrent.atomic.LongAdder;

/** Counts how often something was found in memory. Thread-safe. */
public final class Traffic {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** It was there. */
    public void hit() {
        hits.increment();
    }

    /** It had to be loaded. */
    public void miss() {
        misses.increment();
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    /** The share of askings that memory answered, 0 to 1; 1 if nobody asked. */
    public double hitRate() {
        return hitRate(hits(), misses());
    }

    /** The same of sums. */
    public static double hitRate(long hits, long misses) {
        return hits + misses == 0 ? 1 : (double) hits / (hits + misses);
    }
}
