package io.keywright.core.work;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Something to compute, and the promise made to whoever waits for it. */
record Computation<T>(Effort effort, Supplier<T> work, CompletableFuture<T> result) {

    /** Computes, unless nobody waits any more. Never throws: what the work throws, the result fails with. */
    void run() {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(work.get());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
