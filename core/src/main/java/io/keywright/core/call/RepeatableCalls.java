package io.keywright.core.call;

import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.idempotency.RunningRequests;
import io.keywright.core.journal.Journal;
import io.keywright.model.RepeatableRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The frame around calls that their callers may make again: each is done once, and its answer is kept in the transaction of
 * its change and receipt. A refusal is not kept: it changed nothing, and the next try may find another state. Thread-safe;
 * never blocks its caller.
 */
public final class RepeatableCalls {

    private final Calls calls;
    private final KeptAnswers kept;
    private final Journal journal;
    private final Executor blocking;
    private final RunningRequests running = new RunningRequests();

    /** @param blocking runs what may wait for the store or for others */
    public RepeatableCalls(Calls calls, KeptAnswers kept, Journal journal, Executor blocking) {
        this.calls = calls;
        this.kept = kept;
        this.journal = journal;
        this.blocking = blocking;
    }

    /**
     * Runs a call, unless it was made before.
     *
     * @param translation as of {@link Calls#run}
     * @return what the caller is answered, once durable, at the call's home; fails with
     *     {@link io.keywright.model.KeywrightException}
     */
    public <T> CompletableFuture<Repeatable.Answer> run(Call call, Supplier<Repeatable<T>> translation) {
        return calls.framed(call, () -> once(call, translation.get()));
    }

    private <T> CompletableFuture<Repeatable.Answer> once(Call call, Repeatable<T> repeatable) {
        RepeatableRequest request = repeatable.key().of(call.caller(), call.operation(), repeatable.content());
        running.enter(request);
        return once(call, repeatable, request).whenComplete((answer, failure) -> running.leave(request));
    }

    private <T> CompletableFuture<Repeatable.Answer> once(
            Call call, Repeatable<T> repeatable, RepeatableRequest request) {
        Keeping<T> keeping = new Keeping<>(call, repeatable, request, kept, journal, blocking);
        return calls.inTime(call, keeping.known())
                .exceptionallyCompose(failure -> calls.refused(call, failure))
                .thenCompose(known -> known.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> calls.tried(call, repeatable.useCase(), keeping)))
                .thenApply(Supplier::get);
    }
}
