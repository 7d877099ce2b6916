package io.keywright.core.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment after which nobody waits any more, by a monotonic clock. Immutable. */
public final class Deadline {

    private final LongSupplier nanos;
    private final long end;

    private Deadline(LongSupplier nanos, long end) {
        this.nanos = nanos;
        this.end = end;
    }

    /** The moment {@code patience} from now. */
    public static Deadline in(Duration patience) {
        return in(patience, System::nanoTime);
    }

    /**
     * The same by another clock.
     *
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     */
    public static Deadline in(Duration patience, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + patience.toNanos());
    }

    /** How long it is until then; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    public boolean passed() {
        return end - nanos.getAsLong() <= 0;
    }
}
