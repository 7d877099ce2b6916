package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.NodeLease;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Claims the installation's chores for this node, if no other does them, and gives them back at the end. */
@Singleton
class LeaseLifetime {

    private static final Logger LOG = Logger.getLogger(LeaseLifetime.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Before anything that is done under the lease begins. */
    private static final int FIRST = 100;

    /** After everything that is done under the lease has stopped. */
    private static final int LAST = 10_000;

    private final NodeLease lease;
    private final Supervisor supervisor;
    private Optional<Supervised> tending = Optional.empty();
    private boolean held;

    LeaseLifetime(NodeLease lease, Supervisor supervisor) {
        this.lease = lease;
        this.supervisor = supervisor;
    }

    void started(@Observes @Priority(FIRST) StartupEvent event) throws StoreException {
        tend();
        tending = Optional.of(supervisor.repeat("node-lease", EVERY, EVERY, this::tend));
    }

    private void tend() throws StoreException {
        try {
            lease.tend();
        } finally {
            tell();
        }
    }

    private void tell() {
        if (held != lease.isHeld()) {
            held = !held;
            LOG.infof(
                    held
                            ? "event=chores_taken"
                            : "event=chores_lost Another node does them, or will within half a minute.");
        }
    }

    void stopped(@Observes @Priority(LAST) ShutdownEvent event) {
        tending.ifPresent(Supervised::stop);
        try {
            lease.giveBack();
        } catch (StoreException e) {
            LOG.warnf("event=chores_not_given_back Another node does them within half a minute: %s", e);
        }
    }
}
