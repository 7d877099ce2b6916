package io.keywright.server.config;

import io.keywright.core.events.DeliveryRules;

/** Turns the operator's properties into rules for deliveries; refuses those that make no sense. */
public final class DeliveryRulesReader {

    private static final int MOST = 1000;

    private DeliveryRulesReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static DeliveryRules read(EventsConfig config) {
        Faults faults = new Faults();
        DeliveryRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static DeliveryRules read(EventsConfig config, Faults faults) {
        EventsConfig.Retry retry = config.retry();
        faults.unless(
                config.subscriptionsPerTenant() >= 0 && config.subscriptionsPerTenant() <= MOST,
                "keywright.events.subscriptions-per-tenant",
                "must be from 0 to " + MOST + ".");
        faults.unless(
                retry.attempts() >= 1 && retry.attempts() <= MOST,
                "keywright.events.retry.attempts",
                "must be from 1 to " + MOST + ".");
        faults.unless(retry.first().toMillis() > 0, "keywright.events.retry.first", "must be longer than nothing.");
        faults.unless(
                retry.longest().compareTo(retry.first()) >= 0,
                "keywright.events.retry.longest",
                "must not be shorter than keywright.events.retry.first.");
        faults.unless(config.warnAfter().isPositive(), "keywright.events.warn-after", "must be longer than nothing.");
        return new DeliveryRules(retry.attempts(), retry.first(), retry.longest());
    }
}
