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
        return supervisor.repeat(name, first, pause, () -> {
            lease.awaitHeld();
            turn.run();
        });
    }
}
