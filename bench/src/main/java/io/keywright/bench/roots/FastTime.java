package io.keywright.bench.roots;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs some times as fast as the machine's, so that an hour's lease is over in seconds, and that can be put on. */
final class FastTime {

    private final int speed;
    private final long began = System.nanoTime();
    private final AtomicLong skipped = new AtomicLong();

    /** One that begins now, at nothing. */
    FastTime(int speed) {
        this.speed = speed;
    }

    /** A monotonic clock. */
    long nanos() {
        return (System.nanoTime() - began) * speed + skipped.get();
    }

    /** Leaves out what there is until that many minutes have passed. */
    void skipTo(double minutes) {
        skipped.addAndGet(Math.max(0, left(minutes)));
    }

    /** How long it is on the machine's clock until that many minutes have passed; never negative. */
    Duration until(double minutes) {
        return Duration.ofNanos(Math.max(0, left(minutes) / speed));
    }

    private long left(double minutes) {
        return Math.round(minutes * 60e9) - nanos();
    }
}
