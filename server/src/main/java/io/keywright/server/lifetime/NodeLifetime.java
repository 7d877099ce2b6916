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
    private static final String SUBJECT = "keywright.node.name";

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

    private void beat() throws StoreException {
        nodes.beat();
        remarks.say(
                SUBJECT,
                nodes.isNameTaken()
                        ? Optional.of(
                                "another node has the name " + nodes.self().name() + ", too; give each its own")
                        : Optional.empty());
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
