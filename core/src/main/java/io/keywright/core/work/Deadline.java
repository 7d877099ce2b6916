package io.keywright.core.work;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** A moment after which nobody waits any more, by a monotonic clock. Immutable. */
public final class Deadline {

    /** Nobody lives to see it; twice as long would overflow the clock. */
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

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

    /**
     * The moment {@code patience} after another.
     *
     * @param startedNanos by {@link System#nanoTime}
     */
    public static Deadline after(long startedNanos, Duration patience) {
        return new Deadline(System::nanoTime, startedNanos + patience.toNanos());
    }

    /** One that does not come: for what the service does by itself. */
    public static Deadline never() {
        return in(FOR_EVER);
    }

    /** The moment {@code patience} from now, or this one if it is earlier. */
    public Deadline within(Duration patience) {
        return patience.compareTo(left()) < 0 ? in(patience, nanos) : this;
    }

    /** How long it is until then; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    public boolean passed() {
        return end - nanos.getAsLong() <= 0;
    }

    /** What a caller is told whose call has missed its deadline, and of which nothing was done. */
    public static KeywrightException missed() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "This took longer than a call may take, and was not done; try again.",
                Map.of("reason", "deadline_exceeded"));
    }
}
