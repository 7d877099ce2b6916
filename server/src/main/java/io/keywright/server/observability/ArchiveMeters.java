package io.keywright.server.observability;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.ArchiveRounds.State;
import io.keywright.core.journal.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How far the archive is, and whether it gets on. Without an archive there are no such metrics. */
public record ArchiveMeters(Optional<ArchiveRounds> rounds) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        rounds.ifPresent(archive -> bind(archive, registry));
    }

    private static void bind(ArchiveRounds archive, MeterRegistry registry) {
        Gauge.builder("kms.archive.sealed", archive, it -> number(it, State::sealed))
                .description(
                        "Receipts that are in the archive for good; NaN before the first round, and while another node archives")
                .register(registry);
        Gauge.builder("kms.archive.pruned", archive, it -> number(it, State::pruned))
                .description(
                        "Receipts that are in the archive only; NaN before the first round, and while another node archives")
                .register(registry);
        Gauge.builder("kms.archive.failing", archive, ArchiveMeters::failing)
                .description("1 if the last round of archiving failed; NaN while another node archives")
                .register(registry);
    }

    private static double number(ArchiveRounds archive, ToLongFunction<State> which) {
        Optional<State> state = archive.state();
        return state.isPresent() ? which.applyAsLong(state.get()) : Double.NaN;
    }

    private static double failing(ArchiveRounds archive) {
        if (!archive.onDuty()) {
            return Double.NaN;
        }
        try {
            archive.requireGood();
            return 0;
        } catch (StoreException e) {
            return 1;
        }
    }
}
