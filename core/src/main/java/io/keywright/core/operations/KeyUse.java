package io.keywright.core.operations;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.StateTable;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.Reservation;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
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

    private final Authorizer authorizer;
    private final StateTable states;
    private final AlgorithmChoice algorithms;
    private final KeyRing keys;
    private final KeyQuota quota;
    private final CryptoEngine engine;
    private final Recorder recorder;
    private final Executor blocking;
    private final Clock clock;

    KeyUse(
            Authorizer authorizer,
            StateTable states,
            AlgorithmChoice algorithms,
            KeyRing keys,
            KeyQuota quota,
            CryptoEngine engine,
            Recorder recorder,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.states = states;
        this.algorithms = algorithms;
        this.keys = keys;
        this.quota = quota;
        this.engine = engine;
        this.recorder = recorder;
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
            Scope scope = authorizer.scope(caller, request.scope());
            KeyReference reference = reference(request.keyId());
            Attempt named = reference instanceof KeyReference.ById byId ? attempt.naming(byId.keyId()) : attempt;
            return keys.find(scope, reference)
                    .exceptionallyCompose(failure -> recorder.refused(named, failure))
                    .thenCompose(key -> check(named.on(key.metadata()), key, request, computation));
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
            return count(attempt.with(algorithm), key, algorithm, computation);
        } catch (RuntimeException e) {
            return recorder.refused(attempt, e);
        }
    }

    /** From here on the key counts as used, whatever comes of it. */
    private <T> CompletableFuture<Used<T>> count(
            Attempt attempt, HeldKey key, Algorithm algorithm, Computation<T> computation) {
        return quota.take(key.metadata())
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                .thenCompose(use -> compute(attempt, key, algorithm, computation, use));
    }

    private <T> CompletableFuture<Used<T>> compute(
            Attempt attempt, HeldKey key, Algorithm algorithm, Computation<T> computation, Reservation use) {
        UUID keyId = key.metadata().keyId();
        Supplier<T> work = () -> computation.work().compute(key, algorithm);
        return computed(key.metadata().keyType(), algorithm, computation, work)
                .exceptionallyCompose(failure -> use.settledBy(recorder.refusal(attempt, failure, use.use()))
                        .thenCompose(CompletableFuture::failedFuture))
                .thenCompose(value -> use.settledBy(recorder.concluded(
                                attempt, computation.success().test(value), use.use()))
                        .thenApply(receiptId -> new Used<>(value, keyId, algorithm, receiptId)));
    }

    /** What {@code work} gives: at once if it is cheap, else from a thread that may take its time. */
    private <T> CompletableFuture<T> computed(
            KeyType keyType, Algorithm algorithm, Computation<T> computation, Supplier<T> work) {
        if (!engine.isCheap(keyType, algorithm, computation.usage(), computation.payloadBytes())) {
            return CompletableFuture.supplyAsync(work, blocking);
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
