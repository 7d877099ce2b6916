package io.keywright.server.lifetime;

import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.expiry.Expiring;
import io.keywright.core.expiry.ExpirySweep;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.keywright.store.Store;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Removes every few minutes the rows whose time is over. */
@Singleton
class ExpiredRows {

    private static final Logger LOG = Logger.getLogger(ExpiredRows.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final List<Kind> kinds = new ArrayList<>();
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ExpiredRows(KeptAnswerStore answers, AcmeOrderStore orders, Store store, Chores chores) {
        this.chores = chores;
        kinds.add(new Kind(
                answers, "event=answers_not_removed Kept answers that have expired stay until the next look: %s"));
        kinds.add(new Kind(
                orders, "event=acme_orders_not_removed ACME orders that have expired stay until the next look: %s"));
        kinds.add(new Kind(
                store.nodes(), "event=nodes_not_removed Nodes that are long gone are listed until the next look: %s"));
        store.toldExports()
                .ifPresent(it -> kinds.add(new Kind(
                        it,
                        "event=told_exports_not_removed What nodes told of exports stays until the next look: %s")));
    }

    /**
     * Rows of one kind.
     *
     * @param failure the line of the log that tells why they could not be removed
     */
    private record Kind(Expiring rows, String failure) {

        void sweep() {
            try {
                new ExpirySweep(rows, Clock.systemUTC()).sweep();
            } catch (StoreException e) {
                LOG.warnf(failure, e);
            }
        }
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("expired-rows", EVERY, EVERY, () -> kinds.forEach(Kind::sweep)));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }
}
