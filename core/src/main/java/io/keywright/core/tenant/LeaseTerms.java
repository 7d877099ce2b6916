package io.keywright.core.tenant;

import java.time.Duration;

/**
 * For how long roots may be used.
 *
 * @param timeToLive from when a provider last opened the root
 * @param grace for how much longer, if since then no provider has answered at all; not longer than {@code timeToLive}
 */
public record LeaseTerms(Duration timeToLive, Duration grace) {

    public LeaseTerms {
        if (!timeToLive.isPositive() || grace.isNegative() || grace.compareTo(timeToLive) > 0) {
            throw new IllegalArgumentException(
                    "a grace is not longer than the time to live, which is longer than nothing");
        }
    }

    /** The longest that anything is used without a provider's answer. */
    Duration longest() {
        return timeToLive.plus(grace);
    }
}
