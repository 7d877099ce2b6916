package io.keywright.core.node;

import io.keywright.core.work.Supervisor.Turn;
import java.time.Duration;

/**
 * Turns with pauses before them while this node does the chores, and turns that only wait while another does: those succeed, so that
 * a turn which failed here is not the last one when another node goes on. Belongs to one thread.
 */
final class Chore implements Turn {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final NodeLease lease;
    private final Duration pause;
    private final Turn turn;
    private final Runnable elsewhere;
    private long dueAt;

    /** @param elsewhere done again and again while another node does the chores */
    Chore(NodeLease lease, Duration first, Duration pause, Turn turn, Runnable elsewhere) {
        this.lease = lease;
        this.pause = pause;
        this.turn = turn;
        this.elsewhere = elsewhere;
        this.dueAt = System.nanoTime() + first.toNanos();
    }

    @Override
    public void run() throws Exception {
        if (!lease.isHeld()) {
            elsewhere.run();
            lease.awaitHeld(PATIENCE);
        } else if (lease.holdFor(Duration.ofNanos(dueAt - System.nanoTime()))) {
            try {
                turn.run();
            } finally {
                dueAt = System.nanoTime() + pause.toNanos();
            }
        }
    }
}
