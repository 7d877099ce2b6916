package io.keywright.server.observability;

import io.keywright.core.journal.CommitWatch;
import io.keywright.core.journal.LostReceiptsException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Measures the ledger's commits: how many changes each makes durable, how long it takes, and how many fail. Says so if they fail
 * because receipts are lost.
 */
public final class CommitMeters implements CommitWatch {

    private static final Logger LOG = Logger.getLogger(CommitMeters.class);
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final Duration[] TIMES = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final DistributionSummary batch;
    private final Timer time;
    private final Counter failed;
    private boolean lossTold;

    public CommitMeters(MeterRegistry registry) {
        this.batch = DistributionSummary.builder("kms.ledger.batch.changes")
                .description("How many changes a commit made durable")
                .serviceLevelObjectives(BATCHES)
                .register(registry);
        this.time = Timer.builder("kms.ledger.commit")
                .description("How long a commit took")
                .serviceLevelObjectives(TIMES)
                .register(registry);
        this.failed = Counter.builder("kms.ledger.commit.failures")
                .description("Commits that failed: those who waited for them were refused")
                .register(registry);
    }

    @Override
    public void committed(int changes, long nanos) {
        batch.record(changes);
        time.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(Throwable cause) {
        failed.increment();
        if (cause instanceof LostReceiptsException && !lossTold) {
            lossTold = true;
            LOG.errorf("event=receipts_lost %s", cause.getMessage());
        }
    }
}
