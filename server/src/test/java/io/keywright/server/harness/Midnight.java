package io.keywright.server.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The next midnight in UTC, when daily counts begin anew. */
public final class Midnight {

    private static final Duration CLEAR = Duration.ofSeconds(90);

    private Midnight() {}

    /** The seconds until then. */
    public static long seconds() {
        return Duration.between(
                        Instant.now(), LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC))
                .toSeconds();
    }

    /** Returns when it is far enough for a test not to reach over it. */
    public static void stayClearOf() throws InterruptedException {
        if (seconds() < CLEAR.toSeconds()) {
            Thread.sleep(CLEAR);
        }
    }
}
