package io.keywright.core.work;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Something to compute, and the promise made to whoever waits for it.
 *
 * @param deadline if it passes first, it is not computed
 */
record Computation<T>(Deadline deadline, Supplier<T> work, CompletableFuture<T> result) {

    /** Computes, unless nobody waits any more. Never throws: what the work throws, the result fails with. */
    void run() {
        if (result.isDone()) {
            return;
        }
        if (deadline.passed()) {
            result.completeExceptionally(Deadline.missed());
            return;
        }
        try {
            result.complete(work.get());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
