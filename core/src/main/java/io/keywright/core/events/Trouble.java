package io.keywright.core.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a subscription's deliveries by now.
 *
 * @param failures in a row
 * @param reason of the last one; null if there is none
 * @param since when the first of them was; null if there is none
 */
public record Trouble(
        int failures, @Nullable String reason, @Nullable Instant since) {

    static final Trouble NONE = new Trouble(0, null, null);

    Trouble again(String why, Instant now) {
        return new Trouble(failures + 1, why, since == null ? now : since);
    }

    /** Whether it began before {@code moment}. */
    boolean beganBefore(Instant moment) {
        return since != null && since.isBefore(moment);
    }
}
