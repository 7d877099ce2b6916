package io.keywright.server.observability;

import io.keywright.core.integrity.RowCheck;
import io.keywright.core.integrity.RowGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Whether the store's rows are as this service left them. */
public record RowHealthMeters(RowGuard guard, RowCheck check) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("kms.rows.altered", this, it -> it.whole() ? 0 : 1)
                .description("1 while rows of the store are not as this service left them, and are refused")
                .strongReference(true)
                .register(registry);
    }

    private boolean whole() {
        try {
            guard.requireWhole();
            check.requireWhole();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
