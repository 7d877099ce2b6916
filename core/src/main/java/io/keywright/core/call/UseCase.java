package io.keywright.core.call;

import java.util.concurrent.CompletableFuture;

/** What the service does for a call. Whatever it throws or fails with refuses the call. */
public sealed interface UseCase<T> {

    /** One that reads the store or waits for others. */
    @FunctionalInterface
    non-sealed interface Blocking<T> extends UseCase<T> {
        Outcome<T> run(Call call);
    }

    /** One that never blocks the thread it is started on. */
    @FunctionalInterface
    non-sealed interface NonBlocking<T> extends UseCase<T> {
        CompletableFuture<Outcome<T>> start(Call call);
    }

    /** Names a lambda's kind where the compiler does not know it. */
    static <T> UseCase<T> blocking(Blocking<T> useCase) {
        return useCase;
    }
}
