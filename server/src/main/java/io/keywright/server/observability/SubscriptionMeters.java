package io.keywright.server.observability;

import io.keywright.core.events.Deliverability;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** How many subscriptions there are, by how they do, and how far the slowest is behind. No label names a tenant. */
public record SubscriptionMeters(Supplier<Deliverability> now, LongSupplier lag) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "delivering", Deliverability::delivering);
        count(registry, "failing", Deliverability::failing);
        count(registry, "dead", Deliverability::dead);
        Gauge.builder("kms.event.lag.receipts", lag, LongSupplier::getAsLong)
                .description(
                        "Receipts that the slowest of the subscriptions has yet to be told of; NaN if the ledger cannot be read")
                .strongReference(true)
                .register(registry);
    }

    private void count(MeterRegistry registry, String state, ToIntFunction<Deliverability> number) {
        Gauge.builder("kms.event.subscriptions", now, it -> number.applyAsInt(it.get()))
                .description("Subscriptions by how they do; failing ones for longer than keywright.events.warn-after")
                .tag("state", state)
                .register(registry);
    }
}
