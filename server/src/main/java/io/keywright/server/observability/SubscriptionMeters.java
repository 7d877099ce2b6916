package io.keywright.server.observability;

import io.keywright.core.events.Deliverability;
import io.keywright.core.events.Deliveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** How many subscriptions there are, by how they do, and how far the slowest is behind. No label names a tenant. */
public record SubscriptionMeters(Deliveries deliveries, Duration warnAfter) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "delivering", Deliverability::delivering);
        count(registry, "failing", Deliverability::failing);
        count(registry, "dead", Deliverability::dead);
        Gauge.builder("kms.event.lag.receipts", deliveries, it -> it.delivers() ? it.lag() : Double.NaN)
                .description(
                        "Receipts that the slowest of the subscriptions has yet to be told of; NaN if the ledger cannot be"
                                + " read, and while another node delivers")
                .strongReference(true)
                .register(registry);
    }

    private void count(MeterRegistry registry, String state, ToIntFunction<Deliverability> number) {
        Gauge.builder("kms.event.subscriptions", deliveries, it -> count(it, number))
                .description(
                        "Subscriptions by how they do; failing ones for longer than keywright.events.warn-after; NaN while"
                                + " another node delivers")
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    private double count(Deliveries all, ToIntFunction<Deliverability> number) {
        return all.delivers() ? number.applyAsInt(all.deliverability(warnAfter)) : Double.NaN;
    }
}
