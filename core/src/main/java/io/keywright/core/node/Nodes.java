package io.keywright.core.node;

import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This node among the others: says again and again that it is there, and which of the others are. Whoever asks is answered from
 * memory, but for {@link #list}. Thread-safe.
 */
public final class Nodes {

    /** How long a node may say nothing before it is taken for gone. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * A node, and how it stands.
     *
     * @param chores whether it is the one that does the chores
     * @param self whether it is the one that tells this
     */
    public record Standing(Node node, NodeState state, boolean chores, boolean self) {}

    private final NodeStore store;
    private final Claims claims;
    private final Node self;
    private final InstantSource clock;
    private final ReentrantLock beating = new ReentrantLock();
    private volatile List<Node> others = List.of();
    private volatile Duration clockError = Duration.ZERO;
    private boolean left;

    /** @param self this node, as it was when it started */
    public Nodes(NodeStore store, Claims claims, Node self, InstantSource clock) {
        this.store = store;
        this.claims = claims;
        this.self = self;
        this.clock = clock;
    }

    /** This node. */
    public Node self() {
        return self;
    }

    /**
     * Says that this node is there, unless it has left, and looks which others are; forgets one that is gone whose name this one
     * has: it is back. To be called every few seconds; blocks.
     */
    public void beat() throws StoreException {
        beating.lock();
        try {
            if (!left) {
                Instant before = clock.instant();
                Instant there = store.keep(self.seen(before));
                clockError = outside(before, there, clock.instant());
                others = others(store.nodes());
            }
        } finally {
            beating.unlock();
        }
    }

    private static Duration outside(Instant before, Instant there, Instant after) {
        if (there.isBefore(before)) {
            return Duration.between(there, before);
        }
        return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
    }

    private List<Node> others(List<Node> all) throws StoreException {
        List<Node> rest = new ArrayList<>();
        for (Node node : all) {
            if (node.name().equals(self.name()) && state(node) == NodeState.GONE) {
                store.remove(node.nodeId());
            } else if (!node.nodeId().equals(self.nodeId())) {
                rest.add(node);
            }
        }
        return List.copyOf(rest);
    }

    /** Says that this node ends, for good. Blocks. */
    public void leave() throws StoreException {
        beating.lock();
        try {
            left = true;
            store.remove(self.nodeId());
        } finally {
            beating.unlock();
        }
    }

    /** All nodes and how they stand. Blocks. */
    public List<Standing> list() throws StoreException {
        Optional<Claim> claim = claims.current();
        return store.nodes().stream()
                .map(node -> new Standing(
                        node,
                        state(node),
                        claim.filter(it -> it.node().equals(node.nodeId())).isPresent(),
                        node.nodeId().equals(self.nodeId())))
                .toList();
    }

    /** How many stand so, this one included, as of the last beat. */
    public long count(NodeState state) {
        long own = state == NodeState.SERVING ? 1 : 0;
        return own + others.stream().filter(node -> state(node) == state).count();
    }

    /** By how much this node's clock and the store's differ at the least, either way, as of the last beat. */
    public Duration clockError() {
        return clockError;
    }

    /** Whether another node that serves has the name of this one, as of the last beat. */
    public boolean isNameTaken() {
        return others.stream()
                .anyMatch(node -> state(node) == NodeState.SERVING
                        && node.name().equals(self.name())
                        && node.seenAt().isAfter(self.startedAt().plus(PATIENCE)));
    }

    private NodeState state(Node node) {
        return node.seenAt().isBefore(clock.instant().minus(PATIENCE)) ? NodeState.GONE : NodeState.SERVING;
    }
}
