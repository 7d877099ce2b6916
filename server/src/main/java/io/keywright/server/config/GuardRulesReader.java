package io.keywright.server.config;

import io.keywright.providers.guard.GuardRules;
import java.time.Duration;
import java.util.Optional;

/** Reads how the calls to a root provider are guarded; refuses what would be no guard. */
final class GuardRulesReader {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 10;
    private static final int FEWEST_BREAKER_CALLS = 2;
    private static final int MOST_BREAKER_CALLS = 10_000;
    private static final int MOST_TRIAL = 100;
    private static final int MOST_CALLS = 10_000;

    private final String prefix;
    private final Faults faults;

    private GuardRulesReader(String prefix, Faults faults) {
        this.prefix = prefix;
        this.faults = faults;
    }

    /**
     * The rules, of use only if no faults are noted.
     *
     * @param prefix what the names of the properties begin with
     */
    static GuardRules read(String prefix, GuardConfig config, Faults faults) {
        return new GuardRulesReader(prefix, faults).rules(config, GuardRules.STANDARD);
    }

    private GuardRules rules(GuardConfig set, GuardRules standard) {
        int concurrent = number("concurrent", set.concurrent(), standard.concurrent(), 1, MOST_CALLS);
        int mostOfTenant = Math.max(1, concurrent);
        return new GuardRules(
                time("timeout", set.timeout(), standard.timeout(), SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
                number("tries", set.tries(), standard.tries(), 1, MOST_TRIES),
                time("first-pause", set.firstPause(), standard.firstPause(), MOMENT, LONGEST_PAUSE),
                number(
                        "breaker-calls",
                        set.breakerCalls(),
                        standard.breakerCalls(),
                        FEWEST_BREAKER_CALLS,
                        MOST_BREAKER_CALLS),
                time("open", set.open(), standard.open(), MOMENT, LONGEST_OPEN),
                number("trial", set.trial(), standard.trial(), 1, MOST_TRIAL),
                concurrent,
                number("per-tenant", set.perTenant(), Math.min(standard.perTenant(), mostOfTenant), 1, mostOfTenant),
                number("waiting", set.waiting(), standard.waiting(), 1, MOST_CALLS));
    }

    private int number(String name, Optional<Integer> set, int standard, int least, int most) {
        int value = set.orElse(standard);
        faults.unless(value >= least && value <= most, prefix + name, "must be " + least + " to " + most + ".");
        return value;
    }

    private Duration time(String name, Optional<Duration> set, Duration standard, Duration least, Duration most) {
        Duration value = set.orElse(standard);
        faults.unless(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                prefix + name,
                "must be from " + least + " to " + most + ".");
        return value;
    }
}
