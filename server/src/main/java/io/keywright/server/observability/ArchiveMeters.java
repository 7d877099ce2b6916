package io.keywright.server.observability;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.journal.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;

/** How far the archive is, and whether it gets on. Without an archive there are no such metrics. */
public record ArchiveMeters(Optional<ArchiveRounds> rounds) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        rounds.ifPresent(archive -> bind(archive, registry));
    }

    private static void bind(ArchiveRounds archive, MeterRegistry registry) {
        Gauge.builder("kms.archive.sealed", archive, it -> it.state().sealed())
                .description("Receipts that are in the archive for good")
                .register(registry);
        Gauge.builder("kms.archive.pruned", archive, it -> it.state().pruned())
                .description("Receipts that are in the archive only")
                .register(registry);
        Gauge.builder("kms.archive.failing", archive, it -> fails(it) ? 1 : 0)
                .description("1 if the last round of archiving failed")
                .register(registry);
    }

    private static boolean fails(ArchiveRounds archive) {
        try {
            archive.requireGood();
            return false;
        } catch (StoreException e) {
            return true;
        }
    }
}
