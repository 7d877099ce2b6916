package io.keywright.core.call;

import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.RepeatableRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The ending of a call that may be made again: its answer is kept together with its change. Where nothing changes, it is
 * kept once what follows is done, so that no answer is kept of what did not happen.
 */
record Keeping<T>(
        Call call,
        Repeatable<T> repeatable,
        RepeatableRequest request,
        KeptAnswers kept,
        Journal journal,
        Executor blocking)
        implements Ending<T, Repeatable.Answer> {

    @Override
    public Outcome<Repeatable.Answer> told(Outcome<T> outcome, UUID receiptId) {
        byte[] answer = repeatable.answer().apply(new Recorded<>(outcome.value(), receiptId));
        Change.AnswerKept keep = kept.keep(call.caller(), call.operation(), request, answer, outcome.change());
        Outcome<Repeatable.Answer> told = outcome.as(new Repeatable.Answer(answer, false));
        return outcome.change() instanceof Change.None
                ? told.then(() -> follow(outcome.afterwards(), keep))
                : told.with(keep);
    }

    private void follow(Optional<Runnable> work, Change keep) {
        work.ifPresent(Runnable::run);
        try {
            journal.commit(keep).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }

    @Override
    public CompletableFuture<Optional<Repeatable.Answer>> known() {
        return CompletableFuture.supplyAsync(
                () -> kept.find(call.caller(), request).map(answer -> new Repeatable.Answer(answer, true)), blocking);
    }
}
