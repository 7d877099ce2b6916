package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Nodes;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.observability.Remarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says every few seconds that this node is there, and at the end that it is not. */
@Singleton
class NodeLifetime {

    private static final Logger LOG = Logger.getLogger(NodeLifetime.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Half of what the clocks of two nodes may differ by for an export of evidence. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private static final String NAME = "keywright.node.name";
    private static final String CLOCK = "clock";

    private final Nodes nodes;
    private final Remarks remarks;
    private final Supervisor supervisor;
    private Optional<Supervised> beating = Optional.empty();

    NodeLifetime(Nodes nodes, Remarks remarks, Supervisor supervisor) {
        this.nodes = nodes;
        this.remarks = remarks;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        beating = Optional.of(supervisor.repeat("node-beat", Duration.ZERO, EVERY, this::beat));
    }

    void beat() throws StoreException {
        nodes.beat();
        remarks.say(NAME, name());
        remarks.say(CLOCK, clock());
    }

    private Optional<String> name() {
        return nodes.isNameTaken()
                ? Optional.of("another node has the name " + nodes.self().name() + ", too; give each its own")
                : Optional.empty();
    }

    private Optional<String> clock() {
        return nodes.clockError().compareTo(CLOCK_TOLERANCE) > 0
                ? Optional.of("this node's and the database's clocks differ by more than " + CLOCK_TOLERANCE.toSeconds()
                        + " s; set both by NTP, since exports of evidence wait for receipts by them")
                : Optional.empty();
    }

    void stopped(@Observes ShutdownEvent event) {
        beating.ifPresent(Supervised::stop);
        try {
            nodes.leave();
        } catch (StoreException e) {
            LOG.warnf("event=node_not_removed The others take this node for gone in a minute: %s", e);
        }
    }
}
