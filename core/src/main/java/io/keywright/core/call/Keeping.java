package io.keywright.core.call;

import io.keywright.core.change.Change;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.RepeatableRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The ending of a call that may be made again: its answer is kept together with its change. Where nothing changes, or
 * what follows is a part of what was asked, it is written and kept once that is done, so that it tells of that, and no answer is kept of what did not happen.
 */
record Keeping<T>(
        Call call,
        Repeatable<T> repeatable,
        RepeatableRequest request,
        KeptAnswers kept,
        Journal journal,
        Executor blocking)
        implements Ending<T, Supplier<Repeatable.Answer>> {

    @Override
    public Outcome<Supplier<Repeatable.Answer>> told(Outcome<T> outcome, UUID receiptId) {
        Recorded<T> recorded = new Recorded<>(outcome.value(), receiptId);
        CompletableFuture<byte[]> written = new CompletableFuture<>();
        Outcome<Supplier<Repeatable.Answer>> told = outcome.as(() -> new Repeatable.Answer(written.join(), false));
        if (outcome.endsAfterwards()) {
            return told.thenAlso(() -> keepAlone(write(recorded, written, new Change.None())));
        }
        return told.with(write(recorded, written, outcome.change()));
    }

    private Change.AnswerKept write(Recorded<T> recorded, CompletableFuture<byte[]> written, Change change) {
        byte[] answer = repeatable.answer().apply(recorded);
        Change.AnswerKept keep = kept.keep(call.caller(), call.operation(), request, answer, change);
        written.complete(answer);
        return keep;
    }

    private void keepAlone(Change keep) {
        try {
            journal.commit(keep).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }

    @Override
    public CompletableFuture<Optional<Supplier<Repeatable.Answer>>> known() {
        return CompletableFuture.supplyAsync(
                () -> kept.find(call.caller(), request).map(answer -> () -> new Repeatable.Answer(answer, true)),
                blocking);
    }
}
