package io.keywright.server.lifetime;

import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
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
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    AcmeWatch(AcmeOrderStore orders, Chores chores) {
        this.sweep = new ExpirySweep(orders, Clock.systemUTC());
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("acme-watch", EVERY, EVERY, this::look));
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
