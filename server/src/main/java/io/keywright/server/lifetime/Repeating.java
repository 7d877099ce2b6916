package io.keywright.server.lifetime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again, on a thread of its own, which keeps no process alive. */
final class Repeating {

    private final ScheduledExecutorService thread;

    Repeating(String threadName) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(threadName).daemon().factory());
    }

    /** @param work must not throw, which would end the repeating */
    void start(Runnable work, Duration first, Duration pause) {
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts what is under way, and does not wait for it. */
    void stop() {
        thread.shutdownNow();
    }
}
