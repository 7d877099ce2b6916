package io.keywright.ledger.evidence;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does work on several threads and gives the results in the order in which it was given out. Bounds what is under way. */
final class Workers<T> implements AutoCloseable {

    private static final int UNDER_WAY_PER_THREAD = 3;

    private final ExecutorService threads;
    private final Queue<Future<T>> underWay = new ArrayDeque<>();
    private final int most;

    Workers(int jobs) {
        this.threads = Executors.newFixedThreadPool(jobs, task -> {
            Thread thread = new Thread(task, "evidence");
            thread.setDaemon(true);
            return thread;
        });
        this.most = UNDER_WAY_PER_THREAD * jobs;
    }

    /** Gives out {@code work}; the answer is an earlier result if it is time to take one. */
    Optional<T> give(Callable<T> work) {
        underWay.add(threads.submit(work));
        return underWay.size() > most ? take() : Optional.empty();
    }

    /** The next result, or empty if all were taken. */
    Optional<T> take() {
        Future<T> next = underWay.poll();
        return next == null ? Optional.empty() : Optional.of(result(next));
    }

    private T result(Future<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("checking a receipt must not fail", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
