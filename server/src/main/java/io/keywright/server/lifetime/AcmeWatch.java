package io.keywright.server.lifetime;

import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Removes every few minutes the ACME orders whose time is over. */
@Singleton
class AcmeWatch {

    private static final Logger LOG = Logger.getLogger(AcmeWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ExpirySweep sweep;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    AcmeWatch(AcmeOrderStore orders, Supervisor supervisor) {
        this.sweep = new ExpirySweep(orders, Clock.systemUTC());
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(supervisor.repeat("acme-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            sweep.sweep();
        } catch (StoreException e) {
            LOG.warnf("event=acme_orders_not_removed ACME orders that have expired stay until the next look: %s", e);
        }
    }
}
