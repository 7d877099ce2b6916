package io.keywright.core.operations;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.Spending;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.StateTable;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Conflict;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.Reservation;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one way of using a key: authorize, find, check, count, compute, record. Never blocks its caller; slow computations and
 * cold keys are handed to {@code blocking}. Each way out leaves a receipt.
 */
final class KeyUse {

    private static final CompletableFuture<Spending> NO_APPROVAL =
            CompletableFuture.completedFuture(new Spending.Nothing());

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final StateTable states;
    private final AlgorithmChoice algorithms;
    private final KeyRing keys;
    private final KeyQuota quota;
    private final CryptoEngine engine;
    private final Recorder recorder;
    private final Computations computations;
    private final Executor blocking;
    private final Clock clock;

    KeyUse(
            Authorizer authorizer,
            ApprovalGate gate,
            StateTable states,
            AlgorithmChoice algorithms,
            KeyRing keys,
            KeyQuota quota,
            CryptoEngine engine,
            Recorder recorder,
            Computations computations,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.states = states;
        this.algorithms = algorithms;
        this.keys = keys;
        this.quota = quota;
        this.engine = engine;
        this.recorder = recorder;
        this.computations = computations;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** What is computed once the key may be used, and whether its result counts as a yes in the receipt. */
    record Computation<T>(Operation operation, KeyUsage usage, int payloadBytes, Work<T> work, Predicate<T> success) {

        @FunctionalInterface
        interface Work<T> {
            T compute(HeldKey key, Algorithm algorithm);
        }
    }

    <T> CompletableFuture<Used<T>> use(Caller caller, KeyRequest request, Computation<T> computation) {
        Attempt attempt = Attempt.of(caller, computation.operation());
        try {
            Scope scope = authorizer.scope(caller, request.scope(), computation.operation());
            KeyReference reference = reference(request.keyId());
            Attempt named = reference instanceof KeyReference.ById byId ? attempt.naming(byId.keyId()) : attempt;
            return keys.find(scope, reference)
                    .exceptionallyCompose(failure -> recorder.refused(named, failure))
                    .thenCompose(shared -> check(named.on(shared.get().metadata()), shared.get(), request, computation)
                            .whenComplete((used, failure) -> shared.release()));
        } catch (RuntimeException e) {
            return recorder.refused(attempt, e);
        }
    }

    private <T> CompletableFuture<Used<T>> check(
            Attempt attempt, HeldKey key, KeyRequest request, Computation<T> computation) {
        try {
            authorizer.checkPolicy(attempt.caller(), key.metadata(), attempt.operation());
            authorizer.checkUsage(key.metadata(), computation.usage());
            states.check(key.metadata(), computation.usage(), clock.instant());
            Algorithm algorithm = algorithms.choose(key.metadata().keyType(), request.algorithm());
            Attempt chosen = attempt.with(algorithm);
            return admitted(chosen, key, request)
                    .thenCompose(spending -> count(chosen, key, spending)
                            .thenCompose(use -> compute(chosen, key, algorithm, computation, use)));
        } catch (RuntimeException e) {
            return recorder.refused(attempt, e);
        }
    }

    private CompletableFuture<Spending> admitted(Attempt attempt, HeldKey key, KeyRequest request) {
        return gate.guards(attempt.operation(), key.metadata())
                ? CompletableFuture.supplyAsync(() -> gate.admit(attempt, request.approval()), blocking)
                        .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                : NO_APPROVAL;
    }

    /** What is committed with the receipt of a use: that the key was used, and what approved it, if something had to. */
    private record Use(Reservation reservation, Spending spending) {}

    /** From here on the key counts as used, whatever comes of it. */
    private CompletableFuture<Use> count(Attempt attempt, HeldKey key, Spending spending) {
        try {
            return quota.take(key.metadata())
                    .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                    .thenApply(reservation -> new Use(reservation, spending));
        } catch (RuntimeException e) {
            return recorder.refused(attempt, e);
        }
    }

    private <T> CompletableFuture<Used<T>> compute(
            Attempt attempt, HeldKey key, Algorithm algorithm, Computation<T> computation, Use use) {
        UUID keyId = key.metadata().keyId();
        Supplier<T> work = () -> computation.work().compute(key, algorithm);
        return computed(key.metadata(), algorithm, computation, work)
                .exceptionallyCompose(failure -> failed(attempt, failure, use.reservation()))
                .thenCompose(value -> concluded(attempt, computation.success().test(value), use)
                        .thenApply(receiptId -> new Used<>(value, keyId, algorithm, receiptId)));
    }

    private <T> CompletableFuture<T> failed(Attempt attempt, Throwable failure, Reservation reservation) {
        return reservation
                .settledBy(recorder.refusal(attempt, failure, reservation.use()))
                .thenCompose(CompletableFuture::failedFuture);
    }

    private CompletableFuture<UUID> concluded(Attempt attempt, boolean success, Use use) {
        Reservation reservation = use.reservation();
        CompletableFuture<UUID> recorded = reservation.settledBy(
                recorder.concluded(attempt, success, use.spending().with(reservation.use())));
        return use.spending() instanceof Spending.Once
                ? recorded.exceptionallyCompose(failure -> lost(attempt, failure))
                : recorded;
    }

    private <T> CompletableFuture<T> lost(Attempt attempt, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof Conflict
                ? recorder.refused(attempt, gate.spentMeanwhile(attempt))
                : CompletableFuture.failedFuture(cause);
    }

    /** What {@code work} gives: at once if it is cheap, else when it is the tenant's turn. */
    private <T> CompletableFuture<T> computed(
            KeyMetadata key, Algorithm algorithm, Computation<T> computation, Supplier<T> work) {
        if (!engine.isCheap(key.keyType(), algorithm, computation.usage(), computation.payloadBytes())) {
            return computations.submit(key.scope().tenantId(), Effort.SHORT, work);
        }
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static KeyReference reference(String keyId) {
        try {
            return KeyReference.parse(keyId);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "Send a key_id that is a lower-case UUID or alias/NAME.");
        }
    }
}
