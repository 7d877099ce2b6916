package io.keywright.core.operations;

import io.keywright.core.crypto.Burden;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where work with keys is done.
 *
 * @param blocking runs what may wait
 */
record Lanes(Computations computations, Executor blocking) {

    /** The work's result: at once, or when it is the tenant's turn, or when the key's provider has answered. */
    <T> CompletableFuture<T> run(Burden burden, String tenantId, Deadline deadline, Supplier<T> work) {
        return switch (burden) {
            case LIGHT -> CompletableFuture.completedFuture(work.get());
            case HEAVY -> computations.submit(tenantId, Effort.SHORT, deadline, work);
            case ELSEWHERE -> CompletableFuture.supplyAsync(work, blocking);
        };
    }
}
