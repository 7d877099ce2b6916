package io.keywright.chaos.workload;

import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers that use keys and change them at the same time, on all nodes. What they do is by chance of a seed; when, and so in
 * which order, is the machine's.
 */
public final class Workload implements AutoCloseable {

    private static final int WORKERS = 4;
    private static final int STEADY_MILLIS = 100;
    private static final int HEAD_MILLIS = 500;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> tasks = new ArrayList<>();
    private volatile boolean over;

    /** One thing that a worker does. */
    @FunctionalInterface
    private interface Act {
        void run() throws InterruptedException;
    }

    /**
     * Starts all callers.
     *
     * @param pauseMillis how long a worker rests between two things that it does, at the most
     */
    public Workload(Service service, long seed, int pauseMillis) {
        Lines lines = new Lines(service);
        for (int worker = 0; worker < WORKERS; worker++) {
            Random random = new Random(seed + worker);
            Acts acts = new Acts(service, lines, random);
            go(() -> {
                acts.any();
                Thread.sleep(random.nextInt(pauseMillis) + 1L);
            });
        }
        for (Node node : service.nodes()) {
            go(() -> {
                service.signSteadily(node);
                Thread.sleep(STEADY_MILLIS);
            });
            go(() -> {
                Operation head = service.readHead(node);
                Thread.sleep(head.done() ? HEAD_MILLIS : STEADY_MILLIS);
            });
        }
    }

    private void go(Act act) {
        tasks.add(threads.submit(() -> {
            while (!over) {
                act.run();
            }
            return over;
        }));
    }

    /** Ends all callers, each once it has its answer; fails if one of them has failed. */
    @Override
    public void close() {
        over = true;
        threads.close();
        for (Future<?> task : tasks) {
            if (task.state() == Future.State.FAILED) {
                throw new IllegalStateException("a caller has failed", task.exceptionNow());
            }
        }
    }
}
