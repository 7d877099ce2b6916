package io.keywright.providers;

import io.keywright.core.trace.Spans;
import io.keywright.core.work.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls of libraries that know no deadline, each in a virtual thread that is interrupted when its deadline passes. The
 * caller waits no longer, whether or not the library heeds the interruption. Safe from any thread.
 */
public final class InterruptedAtDeadline implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What {@code call} answers.
     *
     * @throws TimeoutException once the deadline has passed; at once and without the call if it has already
     * @throws ExecutionException with what the call threw
     * @throws InterruptedException if the caller is interrupted, as the call is then too
     */
    public <T> T run(Callable<T> call, Deadline deadline)
            throws TimeoutException, ExecutionException, InterruptedException {
        if (deadline.passed()) {
            throw new TimeoutException("there is no time left");
        }
        Future<T> answer = threads.submit(Spans.carrying(call));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    /** Runs {@code work} beside the caller, until it ends or this is closed. */
    public void beside(Runnable work) {
        threads.execute(work);
    }

    /** Interrupts what still runs and waits for nothing. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
