package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.NodeLease;
import io.keywright.core.succession.LedgerKeySchedule;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.model.KeywrightException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Looks every minute whether the ledger's key is to be succeeded, and whether an old one is to be erased; each node lets go of those
 * that do not sign any more.
 */
@Singleton
class LedgerKeyWatch {

    private static final Logger LOG = Logger.getLogger(LedgerKeyWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final LedgerKeySchedule schedule;
    private final NodeLease lease;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    LedgerKeyWatch(LedgerKeySchedule schedule, NodeLease lease, Supervisor supervisor) {
        this.schedule = schedule;
        this.lease = lease;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(supervisor.repeat("ledger-key-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            if (lease.isHeld()) {
                schedule.look();
            } else {
                schedule.letGo();
            }
        } catch (StoreException | CompletionException | KeywrightException e) {
            LOG.warnf("event=ledger_key_not_rotated The ledger keeps its keys until the next look: %s", e);
        }
    }
}
