package io.keywright.server.rest.administration;

import io.keywright.core.node.NodeState;
import io.keywright.core.node.Nodes.Standing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The nodes of an installation. */
@Schema(name = "Nodes")
record NodesAnswer(List<NodeAnswer> nodes) {

    /** One of them. */
    @Schema(name = "Node")
    record NodeAnswer(
            UUID nodeId,
            String name,
            @Nullable String url,
            String version,
            int schema,
            Instant startedAt,
            Instant seenAt,
            NodeState state,
            boolean chores,
            boolean self) {
        static NodeAnswer of(Standing standing) {
            return new NodeAnswer(
                    standing.node().nodeId(),
                    standing.node().name(),
                    standing.node().url().map(URI::toString).orElse(null),
                    standing.node().programVersion(),
                    standing.node().schemaVersion(),
                    standing.node().startedAt(),
                    standing.node().seenAt(),
                    standing.state(),
                    standing.chores(),
                    standing.self());
        }
    }

    static NodesAnswer of(List<Standing> nodes) {
        return new NodesAnswer(nodes.stream().map(NodeAnswer::of).toList());
    }
}
