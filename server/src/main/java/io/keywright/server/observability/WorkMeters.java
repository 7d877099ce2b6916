package io.keywright.server.observability;

import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** How many computations wait for their turn. */
public record WorkMeters(Computations computations) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Effort effort : Effort.values()) {
            Gauge.builder("kms.work.waiting", computations, work -> work.waiting(effort))
                    .description("Computations that wait for their turn: short ones, and new RSA keys")
                    .tag("effort", effort.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
