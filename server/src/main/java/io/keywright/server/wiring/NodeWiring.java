package io.keywright.server.wiring;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.node.Chores;
import io.keywright.core.node.Node;
import io.keywright.core.node.NodeLease;
import io.keywright.core.node.Nodes;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.NodeReader;
import io.keywright.server.config.NodeReader.Named;
import io.keywright.server.observability.NodeMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The part of {@link Wiring} that the nodes of an installation know each other by, and share work with. */
@Singleton
class NodeWiring {

    private final KeywrightConfig config;
    private final String version;
    private final Clock clock = Clock.systemUTC();

    NodeWiring(KeywrightConfig config, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.version = version;
    }

    @Produces
    @Singleton
    Nodes nodes(Store store, UuidV7 ids) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Named named = NodeReader.read(config.node());
        Node self = new Node(ids.next(), named.name(), named.url(), version, store.schema(), now, now);
        return new Nodes(store.nodes(), store.claims(), self, clock);
    }

    @Produces
    @Singleton
    NodeLease nodeLease(Store store, Nodes nodes) {
        return new NodeLease(store.claims(), nodes.self().nodeId(), System::nanoTime);
    }

    @Produces
    @Singleton
    Chores chores(NodeLease lease, Supervisor supervisor) {
        return new Chores(lease, supervisor);
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder nodeMeters(Nodes nodes, NodeLease lease) {
        return new NodeMeters(nodes, lease);
    }
}
