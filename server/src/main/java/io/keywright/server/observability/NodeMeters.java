package io.keywright.server.observability;

import io.keywright.core.node.NodeLease;
import io.keywright.core.node.NodeState;
import io.keywright.core.node.Nodes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How many nodes there are, as this one sees it, and whether it does the chores. */
public record NodeMeters(Nodes nodes, NodeLease lease) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        for (NodeState state : NodeState.values()) {
            Gauge.builder("kms.nodes", nodes, it -> it.count(state))
                    .tag("state", state.wireName())
                    .description("Nodes of the installation, as this one sees them")
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("kms.node.chores", lease, it -> it.isHeld() ? 1 : 0)
                .description("1 on the node that does what one does for all, 0 on the others")
                .strongReference(true)
                .register(registry);
    }
}
