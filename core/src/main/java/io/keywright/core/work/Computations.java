package io.keywright.core.work;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs what keeps a processor busy, on a few threads of its own: on the carriers of virtual threads it would hold up
 * everybody. Tenants take turns. Long computations have at most half of the threads, so that short ones never wait for
 * all of them. Thread-safe.
 */
public final class Computations implements AutoCloseable {

    /**
     * How much may run and wait.
     *
     * @param threads at least 2
     * @param shortPerTenant how many short computations of one tenant may wait
     * @param longPerTenant how many long ones
     */
    public record Limits(int threads, int shortPerTenant, int longPerTenant) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Turns<Computation<?>> shortOnes;
    private final Turns<Computation<?>> longOnes;
    private final int mostLong;
    private final List<Supervised> threads;
    private int longRunning;
    private boolean closed;

    public Computations(Limits limits, Supervisor supervisor) {
        this.shortOnes = new Turns<>(limits.shortPerTenant());
        this.longOnes = new Turns<>(limits.longPerTenant());
        this.mostLong = limits.threads() / 2;
        this.threads = IntStream.range(0, limits.threads())
                .mapToObj(i -> supervisor.start(
                        Thread.ofPlatform().name("compute-" + i).daemon(), this::serve))
                .toList();
    }

    /**
     * Computes when it is the tenant's turn.
     *
     * @param deadline until when somebody waits for it
     * @return what {@code work} gives or throws, on a thread that must not be blocked; fails with RATE_LIMITED if too much
     *     of the tenant waits, with DEPENDENCY_UNAVAILABLE if too much of all of them does, or it misses its deadline
     */
    public <T> CompletableFuture<T> submit(String tenantId, Effort effort, Deadline deadline, Supplier<T> work) {
        Computation<T> computation = new Computation<>(effort, deadline, work, new CompletableFuture<>());
        KeywrightException refusal = offer(tenantId, computation);
        return refusal == null ? computation.result() : CompletableFuture.failedFuture(refusal);
    }

    /** Like {@link #submit}, and waits: for virtual threads. */
    public <T> T run(String tenantId, Effort effort, Deadline deadline, Supplier<T> work) {
        try {
            return submit(tenantId, effort, deadline, work).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How many computations wait for their turn. */
    public int waiting(Effort effort) {
        lock.lock();
        try {
            return turns(effort).size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable KeywrightException offer(String tenantId, Computation<?> computation) {
        lock.lock();
        try {
            Turns<Computation<?>> turns = turns(computation.effort());
            if (turns.full(tenantId)) {
                return tooMany(computation.effort(), turns.mostPerTenant());
            }
            if (closed || turns.full()) {
                return busy(computation.effort());
            }
            turns.add(tenantId, computation);
            arrived.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        Computation<?> computation = next();
        if (computation != null) {
            try {
                computation.run();
            } finally {
                done(computation);
            }
        }
    }

    /** What is to be computed next, once there is something; null at the end. */
    private @Nullable Computation<?> next() {
        lock.lock();
        try {
            Computation<?> computation = pick();
            while (computation == null && !closed) {
                arrived.awaitUninterruptibly();
                computation = pick();
            }
            return computation;
        } finally {
            lock.unlock();
        }
    }

    /** Long ones first, as few may run: otherwise a stream of short ones would keep them waiting for ever. */
    private @Nullable Computation<?> pick() {
        Computation<?> computation = longRunning < mostLong ? longOnes.next() : null;
        if (computation != null) {
            longRunning++;
            return computation;
        }
        return shortOnes.next();
    }

    private void done(Computation<?> computation) {
        if (computation.effort() == Effort.LONG) {
            lock.lock();
            try {
                longRunning--;
            } finally {
                lock.unlock();
            }
        }
    }

    private Turns<Computation<?>> turns(Effort effort) {
        return switch (effort) {
            case SHORT -> shortOnes;
            case LONG -> longOnes;
        };
    }

    private static KeywrightException tooMany(Effort effort, int most) {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Wait for answers before you ask for more; try again after the time in Retry-After.",
                        Map.of("reason", "too_many_waiting", "limit", most))
                .retryAfter(effort.pause());
    }

    private static KeywrightException busy(Effort effort) {
        return new KeywrightException(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "Too much waits to be computed; try again after the time in Retry-After.",
                        Map.of("dependency", "processor", "reason", "busy"))
                .retryAfter(effort.pause());
    }

    /** Takes no more, turns away what waits, and returns when what runs is done. */
    @Override
    public void close() {
        stop().forEach(computation -> computation.result().completeExceptionally(busy(computation.effort())));
        threads.forEach(Supervised::close);
    }

    private List<Computation<?>> stop() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            return Stream.of(shortOnes, longOnes).flatMap(Turns::drained).toList();
        } finally {
            lock.unlock();
        }
    }
}
