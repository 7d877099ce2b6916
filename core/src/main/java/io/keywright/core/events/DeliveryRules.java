package io.keywright.core.events;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often, and how soon, a delivery that failed is tried again.
 *
 * @param attempts after so many in a row the subscription is given up
 * @param first the pause after the first, which doubles with each
 * @param longest the longest pause
 */
public record DeliveryRules(int attempts, Duration first, Duration longest) {

    /**
     * How long to rest after the {@code attempt}th failure, from 1 on. Chance takes up to half of it, so that not all come
     * back at once.
     *
     * @param asked how long the target asked for, if it did; it gets that, but not more than the longest pause
     */
    Duration rest(int attempt, @Nullable Duration asked) {
        long half = pause(attempt).toMillis() / 2;
        Duration own = Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        return asked.compareTo(longest) < 0 ? asked : longest;
    }

    /** The pause after the {@code attempt}th, from 1 on, before chance shortens it. */
    Duration pause(int attempt) {
        Duration pause = first;
        for (int i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
