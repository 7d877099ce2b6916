package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.DamagedLedgerException;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs through the ledger soon after the start, and every few hours: whether all of its receipts are there. */
@Singleton
class LedgerWatch {

    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofHours(6);

    private final LedgerCheck check;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    LedgerWatch(LedgerCheck check, Supervisor supervisor) {
        this.check = check;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(supervisor.repeat("ledger-watch", SOON, PAUSE, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() throws StoreException {
        try {
            check.run();
        } catch (DamagedLedgerException e) {
            LOG.errorf("event=ledger_damaged %s", e.getMessage());
        }
    }
}
