package io.keywright.core.work;

import io.keywright.core.work.Supervisor.Turn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A thread under a {@link Supervisor}: it lives until it is stopped or closed. Thread-safe. */
public final class Supervised implements AutoCloseable {

    private static final Duration SHORTEST_REST = Duration.ofMillis(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Turn turn;
    private final Supervisor supervisor;
    private final Thread thread;
    private volatile boolean ended;

    Supervised(Thread.Builder builder, Turn turn, Supervisor supervisor) {
        this.turn = turn;
        this.supervisor = supervisor;
        this.thread = builder.unstarted(this::live);
        thread.start();
    }

    private void live() {
        Duration rest = SHORTEST_REST;
        while (!ended) {
            boolean succeeded = false;
            try {
                turn.run();
                succeeded = true;
                supervisor.succeeded(thread.getName());
            } catch (Throwable e) {
                survive(e);
            }
            rest = succeeded ? SHORTEST_REST : longer(rest);
        }
        supervisor.ended(thread.getName());
    }

    /** Telling of it may fail, too. */
    private void survive(Throwable failure) {
        if (ended) {
            return;
        }
        try {
            supervisor.failed(thread.getName(), failure);
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }

    /** Rests so long, unless the thread has ended; the next rest is longer. */
    private Duration longer(Duration rest) {
        try {
            if (!ended) {
                TimeUnit.NANOSECONDS.sleep(rest.toNanos());
            }
        } catch (InterruptedException e) {
            return SHORTEST_REST;
        }
        Duration twice = rest.multipliedBy(2);
        return twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
    }

    /** Interrupts what is under way, and does not wait for it. No turn begins any more. */
    public void stop() {
        ended = true;
        thread.interrupt();
    }

    /** Whether the thread has ended within {@code patience}. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** No turn begins any more; returns when the one under way is done, or the caller is interrupted. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
