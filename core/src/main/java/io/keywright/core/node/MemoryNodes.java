package io.keywright.core.node;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes of an installation that can have one only: in memory, as it knows itself. Thread-safe. */
public final class MemoryNodes implements NodeStore {

    private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();

    @Override
    public Instant keep(Node node) {
        nodes.put(node.nodeId(), node);
        return node.seenAt();
    }

    @Override
    public List<Node> nodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(Node::name).thenComparing(Node::startedAt))
                .toList();
    }

    @Override
    public void remove(UUID nodeId) {
        nodes.remove(nodeId);
    }

    @Override
    public int removeExpired(Instant now, int most) {
        List<Node> expired = nodes.values().stream()
                .filter(node -> !node.seenAt().plus(REMEMBERED).isAfter(now))
                .limit(most)
                .toList();
        expired.forEach(node -> nodes.remove(node.nodeId()));
        return expired.size();
    }
}
