package io.keywright.server.observability;

import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.Schedule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Whether keys are rotated in time. The store looks at each active key for it, so these figures may be a minute old. */
public final class RotationMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Timeliness(DueKeys.Figures due, Optional<Instant> oldest) {}

    private final Reading<Timeliness> timeliness;
    private final InstantSource clock;

    public RotationMeters(DueKeys keys, Schedule schedule, InstantSource clock, Executor blocking) {
        this.clock = clock;
        this.timeliness = new Reading<>(
                () -> new Timeliness(keys.figures(schedule, clock.instant()), keys.oldest(schedule)),
                new Timeliness(new DueKeys.Figures(Optional.empty(), 0), Optional.empty()),
                FRESH,
                clock,
                blocking);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        timeliness.begin();
        Gauge.builder(
                        "kms.rotation.overdue.keys",
                        this,
                        it -> it.timeliness.value().due().overdue())
                .description("Active keys that are older than they may get")
                .strongReference(true)
                .register(registry);
        Gauge.builder("kms.rotation.oldest.key.age", this, RotationMeters::oldestSeconds)
                .description("Age of the oldest active key that is to be rotated; 0 if there is none")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double oldestSeconds() {
        return timeliness
                .value()
                .oldest()
                .map(made -> Duration.between(made, clock.instant()).toSeconds())
                .orElse(0L);
    }
}
