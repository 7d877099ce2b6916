package io.keywright.core.node;

import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.core.work.Supervisor.Turn;
import java.time.Duration;

/**
 * What one node does for the whole installation, beside requests. Every node has a thread for each chore, which waits while another
 * node does them; what would have been due meanwhile is done at once by the node that takes over. Thread-safe.
 */
public record Chores(NodeLease lease, Supervisor supervisor) {

    /** As {@link Supervisor#repeat}, on the node that does the chores. */
    public Supervised repeat(String name, Duration first, Duration pause, Turn turn) {
        return repeat(name, first, pause, turn, () -> {});
    }

    /**
     * The same.
     *
     * @param elsewhere what this node does instead, again and again, while another does the chores
     */
    public Supervised repeat(String name, Duration first, Duration pause, Turn turn, Runnable elsewhere) {
        return supervisor.start(
                Thread.ofPlatform().name(name).daemon(), new Chore(lease, first, pause, turn, elsewhere));
    }
}
