package io.keywright.server.observability;

import io.keywright.server.observability.Health.NamedProbe;
import io.keywright.server.observability.Health.Weight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A probe that runs once at a time, however many ask: one that hangs takes one thread. Whoever asks while it runs gets its
 * answer; once it has run for longer than the limit, at once that there is none. Thread-safe.
 */
final class SingleProbe {

    private static final Logger LOG = Logger.getLogger(SingleProbe.class);

    /** @param failure what to tell; null if it passed */
    record Answer(@Nullable String failure) {
        static final Answer PASSED = new Answer(null);
    }

    private record Run(CompletableFuture<Answer> answer, Instant began) {}

    private final NamedProbe probe;
    private final Duration limit;
    private final InstantSource clock;
    private final Executor blocking;
    private @Nullable Run running;

    SingleProbe(NamedProbe probe, Duration limit, InstantSource clock, Executor blocking) {
        this.probe = probe;
        this.limit = limit;
        this.clock = clock;
        this.blocking = blocking;
    }

    NamedProbe probe() {
        return probe;
    }

    /** Completes within the limit. */
    synchronized CompletableFuture<Answer> ask() {
        Run run = running;
        if (run == null || run.answer().isDone()) {
            run = new Run(CompletableFuture.supplyAsync(this::run, blocking), clock.instant());
            running = run;
        }
        Answer none = unanswered(run.began());
        return run.began().plus(limit).isBefore(clock.instant())
                ? CompletableFuture.completedFuture(none)
                : run.answer().copy().completeOnTimeout(none, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer unanswered(Instant began) {
        return new Answer("no answer since %s: %s"
                .formatted(
                        began.truncatedTo(ChronoUnit.SECONDS),
                        probe.failureDetail().get()));
    }

    private Answer run() {
        try {
            probe.probe().run();
            return Answer.PASSED;
        } catch (Exception | StackOverflowError | LinkageError e) {
            Logger.Level level = probe.weight() == Weight.ADVISORY ? Logger.Level.DEBUG : Logger.Level.WARN;
            LOG.logf(level, e, "event=probe_failed probe=%s", probe.name());
            return new Answer(probe.failureDetail().get());
        }
    }
}
