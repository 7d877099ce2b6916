package io.keywright.server.lifetime;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.journal.StoreException;
import io.keywright.server.config.ArchiveRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Archives what is new, every so often, in one thread that gives way to everything else. */
@Singleton
class ArchiveWatch {

    private static final Logger LOG = Logger.getLogger(ArchiveWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ArchiveOfLedger archive;
    private final Duration every;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("archiver").daemon().factory());
    private Optional<? extends ScheduledFuture<?>> watching = Optional.empty();

    ArchiveWatch(ArchiveOfLedger archive, ArchiveRules rules) {
        this.archive = archive;
        this.every = rules.every();
    }

    void started(@Observes StartupEvent event) {
        watching = archive.kept()
                .map(kept -> watch.scheduleWithFixedDelay(
                        () -> run(kept.rounds()), 0, every.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** What is under way ends at its next step, and is finished after the next start. */
    void stopped(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        watching.ifPresent(rounds -> rounds.cancel(true));
        watch.shutdown();
        if (!watch.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("event=archiver_cut_off The archiver did not end in time; what it left undone is done after the"
                    + " next start.");
        }
    }

    /** What is thrown here would end the watch. */
    private void run(ArchiveRounds rounds) {
        ArchiveRounds.State before = rounds.state();
        try {
            rounds.run();
            ArchiveRounds.State now = rounds.state();
            if (!now.equals(before)) {
                LOG.infof("event=ledger_archived sealed=%d pruned=%d", now.sealed(), now.pruned());
            }
        } catch (StoreException | RuntimeException e) {
            LOG.warnf("event=ledger_not_archived %s", e.getMessage());
            LOG.debug("event=ledger_not_archived", e);
        }
    }
}
