package io.keywright.core.events;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a subscription's deliveries by now.
 *
 * @param failures in a row
 * @param reason of the last one; null if there is none
 */
public record Trouble(int failures, @Nullable String reason) {

    static final Trouble NONE = new Trouble(0, null);

    Trouble again(String why) {
        return new Trouble(failures + 1, why);
    }
}
