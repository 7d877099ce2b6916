package io.keywright.core.operations;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.secret.Shared;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Effort;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one way of using a key: authorize, find, check, count, compute. Never blocks its caller. */
public final class KeyUse {

    /** Refusals for a key's state, which another version of its line may not have. */
    private static final Set<ErrorCode> STATES = EnumSet.of(ErrorCode.KEY_INACTIVE, ErrorCode.KEY_REVOKED);

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final StateTable states;
    private final AlgorithmChoice algorithms;
    private final KeyRing keys;
    private final VersionSearch search;
    private final KeyQuota quota;
    private final CryptoEngine engine;
    private final Computations computations;
    private final Executor blocking;
    private final Clock clock;

    /**
     * @param computations runs what takes too long for an event loop
     * @param blocking runs what may wait for the store
     */
    public KeyUse(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyRing keys,
            KeyStore store,
            KeyQuota quota,
            CryptoEngine engine,
            Computations computations,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.states = new StateTable(settings.processing());
        this.algorithms = new AlgorithmChoice(settings);
        this.keys = keys;
        this.search = new VersionSearch(store, keys, blocking);
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
            T compute(HeldKey key, Algorithm algorithm, Deadline deadline);
        }
    }

    <T> UseCase.NonBlocking<Used<T>> use(KeyRequest request, Computation<T> computation) {
        return call -> {
            Scope scope = authorizer.scope(call.caller(), request.scope(), call.operation());
            KeyReference reference = reference(request.keyId());
            call.names(reference);
            Use<T> use = new Use<>(call, request, computation);
            return keys.find(scope, reference, computation.usage())
                    .thenCompose(key -> use.searches(reference) ? use.searched(key) : use.of(key));
        };
    }

    /** One call's use of a key, or of the versions of its line in turn: authorized and counted once. */
    private final class Use<T> {

        private final Call call;
        private final KeyRequest request;
        private final Computation<T> computation;
        private boolean admitted;

        Use(Call call, KeyRequest request, Computation<T> computation) {
            this.call = call;
            this.request = request;
            this.computation = computation;
        }

        /** Whether any version of the line may be meant: what was protected under an alias may lie under an older one. */
        boolean searches(KeyReference reference) {
            return reference instanceof KeyReference.ByAlias
                    && !computation.usage().protects();
        }

        CompletableFuture<Outcome<Used<T>>> searched(Shared<HeldKey> current) {
            KeyMetadata newest = current.get().metadata();
            return search.search(current, new VersionSearch.Trial<>(computation.usage(), this::of, this::misses))
                    .whenComplete((outcome, failure) -> {
                        if (misses(outcome, failure)) {
                            call.concerns(newest);
                        }
                    });
        }

        private boolean misses(@Nullable Outcome<Used<T>> outcome, @Nullable Throwable failure) {
            return outcome == null
                    ? STATES.contains(KeywrightException.of(Objects.requireNonNull(failure))
                            .code())
                    : !outcome.success();
        }

        /** The key is let go of once it has been used, or not. */
        CompletableFuture<Outcome<Used<T>>> of(Shared<HeldKey> shared) {
            return started(shared.get()).whenComplete((outcome, failure) -> shared.release());
        }

        private CompletableFuture<Outcome<Used<T>>> started(HeldKey key) {
            try {
                return of(key);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private CompletableFuture<Outcome<Used<T>>> of(HeldKey key) {
            KeyMetadata metadata = key.metadata();
            call.concerns(metadata);
            authorizer.checkPolicy(call.caller(), metadata, call.operation());
            authorizer.checkUsage(metadata, computation.usage());
            states.check(metadata, computation.usage(), clock.instant());
            Algorithm algorithm = algorithms.choose(metadata.keyType(), request.algorithm());
            call.uses(algorithm);
            return admitted(metadata)
                    .thenCompose(done -> computed(key, algorithm, computation, call.deadline()))
                    .thenApply(value -> Outcome.of(
                            new Used<>(value, metadata.keyId(), algorithm),
                            computation.success().test(value)));
        }

        private CompletableFuture<@Nullable Void> admitted(KeyMetadata key) {
            if (admitted) {
                return DONE;
            }
            admitted = true;
            return approved(key).thenCompose(approved -> quota.take(key)).thenAccept(call::charge);
        }

        private CompletableFuture<@Nullable Void> approved(KeyMetadata key) {
            return gate.guards(call.operation(), key)
                    ? CompletableFuture.runAsync(() -> gate.guard(call, key), blocking)
                    : DONE;
        }
    }

    /** The computation's result: at once, or when it is the tenant's turn, or when the key's provider has answered. */
    private <T> CompletableFuture<T> computed(
            HeldKey key, Algorithm algorithm, Computation<T> computation, Deadline deadline) {
        Supplier<T> work = () -> computation.work().compute(key, algorithm, deadline);
        return switch (engine.burden(key.usable(), algorithm, computation.usage(), computation.payloadBytes())) {
            case LIGHT -> CompletableFuture.completedFuture(work.get());
            case HEAVY -> computations.submit(key.metadata().scope().tenantId(), Effort.SHORT, deadline, work);
            case ELSEWHERE -> CompletableFuture.supplyAsync(work, blocking);
        };
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
