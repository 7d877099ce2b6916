package io.keywright.core.secret;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * For how long secrets are held.
 *
 * @param longest none is held longer
 * @param spread the part of it by which they may end earlier, each by chance: what was loaded together then does not end
 *     together
 */
public record TimeToLive(Duration longest, double spread) {

    private static final double SPREAD = 0.15;

    /** The same for each. */
    public static TimeToLive exactly(Duration time) {
        return new TimeToLive(time, 0);
    }

    /** A little less than {@code longest}, by chance. */
    public static TimeToLive upTo(Duration longest) {
        return new TimeToLive(longest, SPREAD);
    }

    /** That of the next secret. */
    Duration next() {
        double part = 1 - spread * ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos(Math.round(longest.toNanos() * part));
    }
}
