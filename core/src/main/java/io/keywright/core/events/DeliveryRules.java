package io.keywright.core.events;

import java.time.Duration;

/**
 * How often, and how soon, a delivery that failed is tried again.
 *
 * @param attempts after so many in a row the subscription is given up
 * @param first the pause after the first, which doubles with each
 * @param longest the longest pause
 */
public record DeliveryRules(int attempts, Duration first, Duration longest) {

    /** The pause after the {@code attempt}th, from 1 on, before chance shortens it. */
    Duration pause(int attempt) {
        Duration pause = first;
        for (int i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
