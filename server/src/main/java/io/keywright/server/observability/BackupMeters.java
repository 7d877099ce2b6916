package io.keywright.server.observability;

import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.ScheduledBackups;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How old the newest backup is, and what was done since. Where none are made there are no such metrics.
 *
 * @param folder where backups lie
 * @param plan empty if none is made without being asked for
 */
public record BackupMeters(Optional<BackupFolder> folder, Optional<Plan> plan, InstantSource clock)
        implements MeterBinder {

    /** How often a backup is made, and what makes it. */
    public record Plan(Duration every, ScheduledBackups backups) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        folder.ifPresent(it -> seconds(
                registry,
                "kms.backup.age",
                "Since the newest backup in the folder was made; NaN while there is none that can be seen",
                it,
                this::ageSeconds));
        plan.ifPresent(it -> bind(registry, it));
    }

    private void bind(MeterRegistry registry, Plan scheduled) {
        seconds(
                registry,
                "kms.backup.lag",
                "Since the last moment up to which all that was done is in a backup",
                scheduled.backups(),
                it -> since(it.current()));
        seconds(
                registry,
                "kms.backup.interval",
                "How often a backup is made, keywright.backup.every",
                scheduled,
                it -> it.every().toSeconds());
    }

    private static <T> void seconds(
            MeterRegistry registry, String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double ageSeconds(BackupFolder backups) {
        try {
            return backups.newest().map(this::since).orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private double since(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1000.0;
    }
}
