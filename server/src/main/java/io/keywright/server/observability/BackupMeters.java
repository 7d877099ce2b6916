package io.keywright.server.observability;

import io.keywright.core.backup.BackupFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How old the newest backup is. Where none are made there is no such metric. */
public record BackupMeters(Optional<BackupFolder> folder, InstantSource clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        folder.ifPresent(backups -> Gauge.builder("kms.backup.age", backups, this::ageSeconds)
                .baseUnit("seconds")
                .description("Since the newest backup in the folder was made; NaN while there is none that can be seen")
                .register(registry));
    }

    private double ageSeconds(BackupFolder backups) {
        try {
            return backups.newest()
                    .map(made -> Duration.between(made, clock.instant()).toMillis() / 1000.0)
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
