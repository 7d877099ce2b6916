package io.keywright.server.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs something many times at once. */
public final class Together {

    private Together() {}

    /** Lets {@code threads} threads loose at the same moment; answers what each of them came to, in their order. */
    public static <T> List<T> run(int threads, IntFunction<T> work) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                int index = i;
                running.add(executor.submit(() -> {
                    start.await();
                    return work.apply(index);
                }));
            }
            start.countDown();
        }
        return running.stream().map(Together::outcome).toList();
    }

    private static <T> T outcome(Future<T> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
