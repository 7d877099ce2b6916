package io.keywright.server.config;

import io.keywright.core.quota.Limits;
import io.keywright.core.quota.Rate;
import java.util.Optional;

/** Turns the operator's limits into rates; refuses those that make no sense. */
public final class LimitsReader {

    private LimitsReader() {}

    /**
     * The rates that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static Limits read(LimitsConfig config) {
        Faults faults = new Faults();
        Limits limits = read(config, faults);
        faults.throwIfAny();
        return limits;
    }

    /** The rates that {@code config} sets, of use only if no faults are noted. */
    public static Limits read(LimitsConfig config, Faults faults) {
        return new Limits(
                rate(faults, "keywright.limits.caller", config.callerRate(), config.callerBurst()),
                rate(faults, "keywright.limits.key", config.keyRate(), config.keyBurst()));
    }

    /** A burst that is not set is what one second allows. */
    private static Optional<Rate> rate(
            Faults faults, String prefix, Optional<Integer> perSecond, Optional<Integer> burst) {
        Optional<Integer> rate = inRange(faults, prefix + "-rate", perSecond);
        Optional<Integer> atOnce = inRange(faults, prefix + "-burst", burst);
        faults.unless(
                perSecond.isPresent() || burst.isEmpty(),
                prefix + "-burst",
                "has no effect without " + prefix + "-rate; set both.");
        return rate.map(calls -> new Rate(calls, atOnce.orElse(calls)));
    }

    /** The value, or nothing if it is none that a rate can have. */
    private static Optional<Integer> inRange(Faults faults, String property, Optional<Integer> value) {
        Optional<Integer> good = value.filter(number -> number >= 1 && number <= Rate.MOST);
        faults.unless(good.equals(value), property, "must be from 1 to " + Rate.MOST + ".");
        return good;
    }
}
