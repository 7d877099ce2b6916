package io.keywright.core.cost;

import java.util.concurrent.atomic.LongAdder;

/** Counts how often something is used, so that many threads may do so at once and none waits. Thread-safe. */
public final class Uses {

    private final LongAdder all = new LongAdder();
    private long taken;

    /** One more. */
    public void count() {
        all.increment();
    }

    /** How many more there are than when this was last asked. */
    synchronized long take() {
        long now = all.sum();
        long more = now - taken;
        taken = now;
        return more;
    }
}
