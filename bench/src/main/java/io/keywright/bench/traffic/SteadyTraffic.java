package io.keywright.bench.traffic;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a steady rate. None waits for another; each is timed from when it is sent.
 *
 * @param request sends one
 */
public record SteadyTraffic(Supplier<CompletableFuture<?>> request, int perSecond) {

    private static final long TICK = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What became of those of the time given, once all were answered. */
    public Latencies during(Duration time) {
        return during(time, () -> true);
    }

    /** The same, for as long as {@code wanted} says, and for that time at the most. */
    public Latencies during(Duration most, BooleanSupplier wanted) {
        AtomicLongArray latencies = new AtomicLongArray(Math.toIntExact(most.toMillis() * perSecond / 1000) + 1);
        int sent = send(most, wanted, latencies);
        return Latencies.of(latencies, sent, System.nanoTime() + PATIENCE.toNanos());
    }

    private int send(Duration most, BooleanSupplier wanted, AtomicLongArray latencies) {
        long began = System.nanoTime();
        int sent = 0;
        while (System.nanoTime() - began < most.toNanos() && wanted.getAsBoolean()) {
            long due = Math.min(latencies.length(), (System.nanoTime() - began) * perSecond / 1_000_000_000);
            while (sent < due) {
                send(sent++, latencies);
            }
            LockSupport.parkNanos(TICK);
        }
        return sent;
    }

    private void send(int number, AtomicLongArray latencies) {
        long began = System.nanoTime();
        var _ = request.get().whenComplete((done, failure) -> latencies.set(number, result(began, failure)));
    }

    private static long result(long began, @Nullable Throwable failure) {
        return failure == null ? Math.max(1, System.nanoTime() - began) : Latencies.FAILED;
    }
}
