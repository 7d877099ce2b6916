package io.keywright.core.operations;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.StateTable;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.secret.Shared;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way of using a key: authorize, find, check, count, compute. Never blocks its caller.
 */
final class KeyUse {

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final StateTable states;
    private final AlgorithmChoice algorithms;
    private final KeyRing keys;
    private final KeyQuota quota;
    private final CryptoEngine engine;
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
        this.computations = computations;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** What is computed once the key may be used, and whether its result counts as a yes in the receipt. */
    record Computation<T>(KeyUsage usage, int payloadBytes, Work<T> work, Predicate<T> success) {

        @FunctionalInterface
        interface Work<T> {
            T compute(HeldKey key, Algorithm algorithm);
        }
    }

    <T> UseCase.NonBlocking<Used<T>> use(KeyRequest request, Computation<T> computation) {
        return call -> {
            Scope scope = authorizer.scope(call.caller(), request.scope(), call.operation());
            KeyReference reference = reference(request.keyId());
            call.names(reference);
            return keys.find(scope, reference).thenCompose(shared -> used(call, shared, request, computation));
        };
    }

    /** The key is let go of once it has been used, or not. */
    private <T> CompletableFuture<Outcome<Used<T>>> used(
            Call call, Shared<HeldKey> shared, KeyRequest request, Computation<T> computation) {
        try {
            return used(call, shared.get(), request, computation).whenComplete((outcome, failure) -> shared.release());
        } catch (RuntimeException e) {
            shared.release();
            throw e;
        }
    }

    private <T> CompletableFuture<Outcome<Used<T>>> used(
            Call call, HeldKey key, KeyRequest request, Computation<T> computation) {
        call.concerns(key.metadata());
        authorizer.checkPolicy(call.caller(), key.metadata(), call.operation());
        authorizer.checkUsage(key.metadata(), computation.usage());
        states.check(key.metadata(), computation.usage(), clock.instant());
        Algorithm algorithm = algorithms.choose(key.metadata().keyType(), request.algorithm());
        call.uses(algorithm);
        return admitted(call, key)
                .thenCompose(admitted -> quota.take(key.metadata()))
                .thenCompose(reservation -> {
                    call.charge(reservation);
                    return computed(key, algorithm, computation);
                })
                .thenApply(value -> Outcome.of(
                        new Used<>(value, key.metadata().keyId(), algorithm),
                        computation.success().test(value)));
    }

    private CompletableFuture<@Nullable Void> admitted(Call call, HeldKey key) {
        return gate.guards(call.operation(), key.metadata())
                ? CompletableFuture.runAsync(() -> gate.guard(call, key.metadata()), blocking)
                : DONE;
    }

    /** The computation's result: at once if it is cheap, else when it is the tenant's turn. */
    private <T> CompletableFuture<T> computed(HeldKey key, Algorithm algorithm, Computation<T> computation) {
        Supplier<T> work = () -> computation.work().compute(key, algorithm);
        return engine.isCheap(key.metadata().keyType(), algorithm, computation.usage(), computation.payloadBytes())
                ? CompletableFuture.completedFuture(work.get())
                : computations.submit(key.metadata().scope().tenantId(), Effort.SHORT, work);
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
