package io.keywright.core.evidence;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Receipts that other nodes have given their time, and that are not in the ledger yet. No range is complete before they are.
 *
 * @param longest how long after its time a receipt may come, the difference of the nodes' clocks included; zero where there
 *     is one node
 */
public record Latecomers(Duration longest) {

    /** Where there is one node, none comes later than its own. */
    public static final Latecomers NONE = new Latecomers(Duration.ZERO);

    private static final long PAUSE_MILLIS = 100;

    /** Something that can end the waiting. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    /** Returns when no receipt with a time before {@code to} can come any more. Calls {@code check} now and then. */
    void await(Instant to, InstantSource clock, Check check) throws IOException {
        Instant complete = to.plus(longest);
        while (!longest.isZero() && clock.instant().isBefore(complete)) {
            check.run();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the export was interrupted", e);
        }
    }
}
