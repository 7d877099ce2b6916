package io.keywright.server.config;

import io.keywright.core.quota.Limits;
import io.keywright.core.quota.Rate;
import io.keywright.server.config.KeywrightConfig.LimitRates;
import java.util.Optional;

/** Turns the operator's limits into rates; refuses those that make no sense. */
public final class LimitsReader {

    private LimitsReader() {}

    /**
     * The rates that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static Limits read(LimitRates config) {
        Faults faults = new Faults();
        Limits limits = read(config, faults);
        faults.throwIfAny();
        return limits;
    }

    /** The rates that {@code config} sets, of use only if no faults are noted. */
    public static Limits read(LimitRates config, Faults faults) {
        return new Limits(
                rate(faults, "keywright.limits.caller", config.callerRate(), config.callerBurst()),
                rate(faults, "keywright.limits.key", config.keyRate(), config.keyBurst()));
    }

    /** A burst that is not set is what one second allows. */
    private static Optional<Rate> rate(
            Faults faults, String prefix, Optional<Integer> perSecond, Optional<Integer> burst) {
        boolean good = inRange(faults, prefix + "-rate", perSecond) & inRange(faults, prefix + "-burst", burst);
        if (perSecond.isEmpty()) {
            faults.unless(burst.isEmpty(), prefix + "-burst", "has no effect without " + prefix + "-rate; set both.");
        }
        return good ? perSecond.map(rate -> new Rate(rate, burst.orElse(rate))) : Optional.empty();
    }

    private static boolean inRange(Faults faults, String property, Optional<Integer> value) {
        boolean good = value.isEmpty() || (value.get() >= 1 && value.get() <= Rate.MOST);
        faults.unless(good, property, "must be from 1 to " + Rate.MOST + ".");
        return good;
    }
}
