package io.keywright.core.call;

import io.keywright.core.call.Outcome.FollowUp;
import io.keywright.core.change.Change;
import io.keywright.core.follow.FollowedLedger;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Stale;
import io.keywright.core.journal.Terms;
import io.keywright.core.journal.Unstorable;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.trace.Spans;
import io.keywright.core.work.Deadline;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frame around every call. Runs its use case where it belongs, commits what came of it together with its receipt, and
 * lets whoever loses a race begin again. Each way out leaves a receipt before anybody is answered. Thread-safe; never
 * blocks its caller.
 */
public final class Calls {

    private static final int MOST_RACES = 3;
    /** How long a refusal waits for its receipt, whatever the call's deadline. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final Recorder recorder;
    private final CallWatch watch;
    private final Executor blocking;
    private final FollowedLedger memory;

    /** Calls of whoever holds nothing in memory. */
    public Calls(Recorder recorder, CallWatch watch, Executor blocking) {
        this(recorder, watch, blocking, FollowedLedger.WHOLLY);
    }

    /**
     * Calls that are decided from memory, too.
     *
     * @param blocking runs what may wait for the store or for others
     */
    public Calls(Recorder recorder, CallWatch watch, Executor blocking, FollowedLedger memory) {
        this.memory = memory;
        this.recorder = recorder;
        this.watch = watch;
        this.blocking = blocking;
    }

    /**
     * Runs a call.
     *
     * @param translation makes a use case of what was received; what cannot be read, it throws, and that leaves a receipt
     * @return what came of it, once durable, at the call's home; fails with {@link KeywrightException}
     */
    public <T> CompletableFuture<Recorded<T>> run(Call call, Supplier<UseCase<T>> translation) {
        return framed(call, () -> tried(call, translation.get(), new Recording<>()));
    }

    /** Watches a call on its {@code way}. What cannot begin leaves its receipt, too. */
    <A> CompletableFuture<A> framed(Call call, Supplier<CompletableFuture<A>> way) {
        return watched(call.arrival(), call.operation().verb(), begun(call, way));
    }

    /**
     * Leaves the receipt of a call that is refused before it is translated.
     *
     * @return what to tell the caller, at the call's home
     */
    public CompletableFuture<KeywrightException> refuse(Call call, KeywrightException refusal) {
        return watched(call.arrival(), call.operation().verb(), refused(call, refusal))
                .handle((never, told) -> KeywrightException.of(told));
    }

    /** Reads something that leaves no receipt, where it may block. Answers at the arrival's home. */
    public <T> CompletableFuture<T> read(Arrival arrival, String name, Supplier<T> reading) {
        return watched(
                arrival,
                name,
                inTime(
                        arrival,
                        CompletableFuture.supplyAsync(() -> Spans.within(arrival.span(), reading::get), blocking),
                        () -> {}));
    }

    private <T> CompletableFuture<T> watched(Arrival arrival, String name, CompletableFuture<T> ended) {
        return ended.whenCompleteAsync(
                (outcome, failure) -> Spans.run(arrival.span(), () -> ended(arrival, name, code(failure))),
                arrival.home());
    }

    private void ended(Arrival arrival, String name, @Nullable ErrorCode refusal) {
        if (refusal != null) {
            arrival.span().set("keywright.error.code", refusal.name());
        }
        watch.ended(name, refusal, arrival.startedNanos());
    }

    private static @Nullable ErrorCode code(@Nullable Throwable failure) {
        return failure == null ? null : KeywrightException.of(failure).code();
    }

    private <A> CompletableFuture<A> begun(Call call, Supplier<CompletableFuture<A>> way) {
        try {
            return way.get();
        } catch (RuntimeException e) {
            return refused(call, e);
        }
    }

    /** Runs the use case, and commits what comes of it. */
    <T, A> CompletableFuture<A> tried(Call call, UseCase<T> useCase, Ending<T, A> ending) {
        return tried(call, useCase, ending, MOST_RACES);
    }

    private <T, A> CompletableFuture<A> tried(Call call, UseCase<T> useCase, Ending<T, A> ending, int races) {
        call.begin(memory.upTo());
        return inTime(call, started(call, useCase))
                .exceptionallyCompose(failure -> refused(call, failure))
                .thenCompose(outcome -> told(call, useCase, ending, outcome, races));
    }

    private <T> CompletableFuture<Outcome<T>> started(Call call, UseCase<T> useCase) {
        try {
            return switch (useCase) {
                case UseCase.Blocking<T> work ->
                    CompletableFuture.supplyAsync(() -> Spans.within(call.span(), () -> work.run(call)), blocking);
                case UseCase.NonBlocking<T> work -> Spans.within(call.span(), () -> work.start(call));
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** {@code work}, or a refusal at the call's deadline: then nothing comes of it, however it ends. */
    <T> CompletableFuture<T> inTime(Call call, CompletableFuture<T> work) {
        return work.isDone() ? work : inTime(call.arrival(), work, call::giveUp);
    }

    private <T> CompletableFuture<T> inTime(Arrival arrival, CompletableFuture<T> work, Runnable giveUp) {
        return work.copy()
                .orTimeout(arrival.deadline().left().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyComposeAsync(
                        failure -> {
                            if (failure instanceof TimeoutException) {
                                giveUp.run();
                                return CompletableFuture.failedFuture(Deadline.missed());
                            }
                            return CompletableFuture.failedFuture(cause(failure));
                        },
                        blocking);
    }

    private <T, A> CompletableFuture<A> told(
            Call call, UseCase<T> useCase, Ending<T, A> ending, Outcome<T> outcome, int races) {
        UUID receiptId = recorder.nextReceiptId();
        tell(call, receiptId);
        Outcome<A> told;
        try {
            told = ending.told(outcome, receiptId);
        } catch (RuntimeException e) {
            return refused(call, e);
        }
        return committed(call, told, receiptId).exceptionallyCompose(failure -> switch (cause(failure)) {
            case Stale late -> caughtUp(call, useCase, ending, races);
            case Conflict lost -> overtaken(call, useCase, ending, told, races);
            case Unstorable fault -> refused(call, fault);
            case Throwable other -> CompletableFuture.failedFuture(other);
        });
    }

    private <A> CompletableFuture<A> committed(Call call, Outcome<A> outcome, UUID receiptId) {
        CompletableFuture<UUID> durable = journalled(
                call,
                () -> recorder.concluded(
                        receiptId,
                        call.success(),
                        outcome.success(),
                        call.conditioned(outcome.change()),
                        settling(call, call.terms())));
        return followed(call, durable, outcome).thenApply(done -> outcome.value());
    }

    private CompletableFuture<UUID> followed(Call call, CompletableFuture<UUID> durable, Outcome<?> outcome) {
        return outcome.afterwards()
                .map(next ->
                        durable.thenCompose(receiptId -> inTime(call, CompletableFuture.runAsync(next.work(), blocking))
                                .handle((done, failure) -> {
                                    if (failure != null) {
                                        notFollowed(call, outcome.change(), next, cause(failure));
                                    }
                                    return receiptId;
                                })))
                .orElse(durable);
    }

    /** A change that is durable is told as done, whatever fails after it that was not asked for. */
    private void notFollowed(Call call, Change change, FollowUp next, Throwable failure) {
        if (change instanceof Change.None) {
            throw new CompletionException(failure);
        }
        watch.notFollowed(call.operation().verb(), failure);
        if (next.unfinished().isPresent()) {
            throw new CompletionException(next.unfinished().get().get());
        }
    }

    /** Another change came first: unless it was the same call, the use case begins again or knows what to say. */
    private <T, A> CompletableFuture<A> overtaken(
            Call call, UseCase<T> useCase, Ending<T, A> ending, Outcome<A> outcome, int races) {
        return inTime(call, ending.known())
                .exceptionallyCompose(failure -> refused(call, failure))
                .thenCompose(known -> known.map(answer -> answered(call, answer))
                        .orElseGet(() -> overtakenByOthers(call, useCase, ending, outcome, races)));
    }

    /** What it was decided by was no more so: once this node's memory has followed, it begins again. */
    private <T, A> CompletableFuture<A> caughtUp(Call call, UseCase<T> useCase, Ending<T, A> ending, int races) {
        if (races == 0) {
            return refused(call, contended());
        }
        return inTime(call, memory.catchUp())
                .handleAsync((done, failure) -> Optional.ofNullable(failure), blocking)
                .thenCompose(failure -> {
                    if (failure.isPresent()) {
                        return refused(call, failure.get());
                    }
                    call.beginAgain();
                    return tried(call, useCase, ending, races - 1);
                });
    }

    /** The same call was done by another, and has used up nothing itself. */
    private static <A> CompletableFuture<A> answered(Call call, A answer) {
        call.beginAgain();
        return CompletableFuture.completedFuture(answer);
    }

    private <T, A> CompletableFuture<A> overtakenByOthers(
            Call call, UseCase<T> useCase, Ending<T, A> ending, Outcome<A> outcome, int races) {
        if (outcome.overtaken().isEmpty() && races > 0) {
            call.beginAgain();
            return tried(call, useCase, ending, races - 1);
        }
        CompletableFuture<A> asked = CompletableFuture.supplyAsync(
                () -> {
                    call.recheck();
                    throw outcome.overtaken().orElse(Calls::contended).get();
                },
                blocking);
        return inTime(call, asked).exceptionallyCompose(failure -> refused(call, failure));
    }

    /** Leaves the receipt of a refusal, and fails with it. */
    <T> CompletableFuture<T> refused(Call call, Throwable failure) {
        Terms terms = lastWord(call);
        return journalled(call, () -> recorder.refusal(call.attempt(), failure, call.spent(), terms))
                .thenCompose(refusal -> {
                    tell(call, refusal.details().get("receipt_id"));
                    return CompletableFuture.failedFuture(refusal);
                });
    }

    /** Ids lead from a trace to the ledger, which tells who may read it the rest. */
    private static void tell(Call call, @Nullable Object receiptId) {
        if (call.span().recorded()) {
            call.span()
                    .set("keywright.operation", call.operation().verb())
                    .set("keywright.receipt.id", String.valueOf(receiptId));
            UUID keyId = call.attempt().keyId();
            if (keyId != null) {
                call.span().set("keywright.key.id", keyId.toString());
            }
        }
    }

    /** Its receipt's way into the ledger, as a part of the call. */
    private static <T> CompletableFuture<T> journalled(Call call, Supplier<CompletableFuture<T>> commit) {
        return Spans.during(call.span().child("journal"), commit);
    }

    /** A refusal settles what the call has used up, whatever comes of it. */
    private static Terms lastWord(Call call) {
        Terms terms = Terms.by(Deadline.in(LAST_WORD));
        call.charged().ifPresent(Charge::refused);
        return call.charged()
                .map(charge -> terms.telling(failure -> charge.settle(failure == null)))
                .orElse(terms);
    }

    /** What the call has used up hears of the commit before any other is written, so that it never counts twice. */
    private static Terms settling(Call call, Terms terms) {
        return call.charged()
                .map(charge -> terms.telling(failure -> settle(charge, failure)))
                .orElse(terms);
    }

    /** Where nothing was written, it is given back if the call begins again, and spent by its refusal otherwise. */
    private static void settle(Charge charge, @Nullable Throwable failure) {
        if (failure == null || !nothingWritten(cause(failure))) {
            charge.settle(failure == null);
        }
    }

    private static boolean nothingWritten(Throwable failure) {
        return failure instanceof Conflict || failure instanceof Stale || failure instanceof Unstorable;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static KeywrightException contended() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "Other changes of the same came first each time; try again.",
                Map.of("reason", "contended"));
    }
}
