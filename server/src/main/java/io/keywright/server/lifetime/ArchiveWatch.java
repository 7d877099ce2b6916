package io.keywright.server.lifetime;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.keywright.server.config.ArchiveRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Archives what is new, every so often, in one thread that gives way to everything else. */
@Singleton
class ArchiveWatch {

    private static final Logger LOG = Logger.getLogger(ArchiveWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ArchiveOfLedger archive;
    private final Duration every;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ArchiveWatch(ArchiveOfLedger archive, ArchiveRules rules, Chores chores) {
        this.chores = chores;
        this.archive = archive;
        this.every = rules.every();
    }

    void started(@Observes StartupEvent event) {
        watch = archive.kept().map(kept -> chores.repeat("archiver", Duration.ZERO, every, () -> run(kept.rounds())));
    }

    /** What is under way ends at its next step, and is finished after the next start. */
    void stopped(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        watch.ifPresent(Supervised::stop);
        if (watch.isPresent() && !watch.get().awaitEnd(PATIENCE)) {
            LOG.warn("event=archiver_cut_off The archiver did not end in time; what it left undone is done after the"
                    + " next start.");
        }
    }

    private void run(ArchiveRounds rounds) {
        Optional<ArchiveRounds.State> before = rounds.state();
        try {
            rounds.run();
            rounds.state()
                    .filter(now -> !before.equals(Optional.of(now)))
                    .ifPresent(
                            now -> LOG.infof("event=ledger_archived sealed=%d pruned=%d", now.sealed(), now.pruned()));
        } catch (StoreException | RuntimeException e) {
            LOG.warnf("event=ledger_not_archived %s", e.getMessage());
            LOG.debug("event=ledger_not_archived", e);
        }
    }
}
