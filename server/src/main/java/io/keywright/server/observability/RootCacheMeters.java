package io.keywright.server.observability;

import io.keywright.core.secret.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How often tenants' roots were open in memory. */
public record RootCacheMeters(Traffic traffic) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "hit", "Uses of tenants' roots that found them open in memory", Traffic::hits);
        count(registry, "miss", "Uses of tenants' roots that had to ask a provider", Traffic::misses);
    }

    private void count(MeterRegistry registry, String outcome, String description, ToDoubleFunction<Traffic> value) {
        FunctionCounter.builder("kms.tenant.roots." + outcome, traffic, value)
                .description(description)
                .register(registry);
    }
}
