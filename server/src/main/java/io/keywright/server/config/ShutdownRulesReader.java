package io.keywright.server.config;

import java.time.Duration;

/** Checks how long the service may take to end. */
final class ShutdownRulesReader {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private ShutdownRulesReader() {}

    static void check(ShutdownConfig config, Faults faults) {
        limit(faults, "keywright.shutdown.delay", config.delay());
        limit(faults, "keywright.shutdown.timeout", config.timeout());
    }

    private static void limit(Faults faults, String property, Duration time) {
        faults.unless(!time.isNegative() && time.compareTo(LONGEST) <= 0, property, "must be from PT0S to PT10M.");
    }
}
