package io.keywright.server.observability.provider;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Whether calls to the root providers pass. */
public record BreakerMeters(ProviderHealth health) implements MeterBinder {

    private static final int CLOSED = 0;
    private static final int HALF_OPEN = 1;
    private static final int OPEN = 2;

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ProviderWatch provider : health.watches()) {
            Gauge.builder("kms.circuit.breaker.state", provider, BreakerMeters::state)
                    .description("0 if calls to the root provider pass, 1 if a few do on trial, 2 if none does")
                    .tag("provider", provider.name())
                    .register(registry);
        }
    }

    private static double state(ProviderWatch provider) {
        return switch (provider.status().breaker()) {
            case CLOSED -> CLOSED;
            case HALF_OPEN -> HALF_OPEN;
            case OPEN -> OPEN;
        };
    }
}
