package io.keywright.core.work;

import io.keywright.core.work.Supervisor.Turn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Turns with pauses before them. Belongs to one thread. */
final class Repeated implements Turn {

    private final Duration pause;
    private final Turn turn;
    private Duration next;

    Repeated(Duration first, Duration pause, Turn turn) {
        this.next = first;
        this.pause = pause;
        this.turn = turn;
    }

    @Override
    public void run() throws Exception {
        TimeUnit.NANOSECONDS.sleep(next.toNanos());
        next = pause;
        turn.run();
    }
}
