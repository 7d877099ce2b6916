package io.keywright.core.archive;

import java.time.Duration;

/** Keeps background work in the background: rests after each piece. */
@FunctionalInterface
public interface Pace {

    /** Full speed, for tests and tools. */
    Pace NONE = began -> {};

    /**
     * Waits a while, or not.
     *
     * @param began when the piece of work began, of {@link System#nanoTime}
     */
    void rest(long began);

    /** Rests as long as the work took, so that at most half of one processor is busy with it. */
    static Pace half() {
        return began -> {
            try {
                Thread.sleep(Duration.ofNanos(System.nanoTime() - began));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
