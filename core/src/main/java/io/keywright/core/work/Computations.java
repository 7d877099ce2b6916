package io.keywright.core.work;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs what keeps a processor busy, on a few threads of its own: on the carriers of virtual threads it would hold up
 * everybody. Tenants take turns. Long computations have half as many threads as short ones, and give way to everything else.
 * Thread-safe.
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

    private final Lane shortOnes;
    private final Lane longOnes;

    public Computations(Limits limits, Supervisor supervisor) {
        this.shortOnes = new Lane(Effort.SHORT, limits.shortPerTenant(), limits.threads(), supervisor);
        this.longOnes = new Lane(Effort.LONG, limits.longPerTenant(), limits.threads() / 2, supervisor);
    }

    /**
     * Computes when it is the tenant's turn.
     *
     * @param deadline until when somebody waits for it
     * @return what {@code work} gives or throws, on a thread that must not be blocked; fails with RATE_LIMITED if too much
     *     of the tenant waits, with DEPENDENCY_UNAVAILABLE if too much of all of them does, or it misses its deadline
     */
    public <T> CompletableFuture<T> submit(String tenantId, Effort effort, Deadline deadline, Supplier<T> work) {
        Computation<T> computation = new Computation<>(deadline, work, new CompletableFuture<>());
        return switch (lane(effort).offer(tenantId, computation)) {
            case TAKEN -> computation.result();
            case TENANT_FULL ->
                CompletableFuture.failedFuture(tooMany(effort, lane(effort).mostPerTenant()));
            case FULL -> CompletableFuture.failedFuture(busy(effort));
        };
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
        return lane(effort).waiting();
    }

    private Lane lane(Effort effort) {
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
        for (Effort effort : Effort.values()) {
            lane(effort).stop().forEach(waiting -> waiting.result().completeExceptionally(busy(effort)));
        }
        shortOnes.close();
        longOnes.close();
    }
}
