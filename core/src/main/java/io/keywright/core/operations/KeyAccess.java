package io.keywright.core.operations;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.core.secret.Shared;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one way of using a key: authorize, find, check, count, compute. Never blocks its caller. */
final class KeyAccess {

    /** Refusals for a key's state, which another version of its line may not have. */
    private static final Set<ErrorCode> STATES = EnumSet.of(ErrorCode.KEY_INACTIVE, ErrorCode.KEY_REVOKED);

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    /** What is planned with the key that a call names, once it is found; what fails refuses the call. */
    @FunctionalInterface
    interface Planning<T> {
        CompletableFuture<Plan<T>> plan(Call call, KeyMetadata key);
    }

    private final Authorizer authorizer;
    private final StateTable states;
    private final AlgorithmChoice algorithms;
    private final KeyRing keys;
    private final VersionSearch search;
    private final Clock clock;

    KeyAccess(
            Authorizer authorizer,
            StateTable states,
            AlgorithmChoice algorithms,
            KeyRing keys,
            VersionSearch search,
            Clock clock) {
        this.authorizer = authorizer;
        this.states = states;
        this.algorithms = algorithms;
        this.keys = keys;
        this.search = search;
        this.clock = clock;
    }

    /** Uses the key that {@code request} names for {@code usage}, as is planned once it is found. */
    <T> UseCase.NonBlocking<Used<T>> use(KeyRequest request, KeyUsage usage, Planning<T> planning) {
        return call -> {
            Scope scope = authorizer.scope(call.caller(), request.scope(), call.operation());
            KeyReference reference = reference(request.keyId());
            call.names(reference);
            return keys.find(scope, reference, usage)
                    .thenCompose(key -> Spans.within(
                            call.span(),
                            () -> planned(key, planning.plan(call, key.get().metadata()))
                                    .thenCompose(plan -> {
                                        Use<T> use = new Use<>(call, request, plan);
                                        return (use.searches(reference) ? use.searched(key) : use.of(key))
                                                .whenComplete((outcome, failure) -> plan.end());
                                    })));
        };
    }

    /** The key is let go of if nothing can be planned with it. */
    private static <T> CompletableFuture<Plan<T>> planned(Shared<HeldKey> key, CompletableFuture<Plan<T>> plan) {
        return plan.whenComplete((made, failure) -> {
            if (failure != null) {
                key.release();
            }
        });
    }

    /**
     * Passes if the key may be used, by its policy, its usage and its state.
     *
     * @return the algorithm to use it with
     */
    Algorithm admissible(
            Call call, KeyMetadata key, Operation operation, KeyUsage usage, @Nullable Algorithm requested) {
        Spans.part("authorize", () -> {
            authorizer.checkPolicy(call.caller(), key, operation);
            authorizer.checkUsage(key, usage);
            states.check(key, usage, clock.instant());
        });
        return algorithms.choose(key.keyType(), requested);
    }

    /** One call's use of a key, or of the versions of its line in turn: authorized and counted once. */
    private final class Use<T> {

        private final Call call;
        private final KeyRequest request;
        private final Plan<T> plan;
        private boolean admitted;

        Use(Call call, KeyRequest request, Plan<T> plan) {
            this.call = call;
            this.request = request;
            this.plan = plan;
        }

        /** Whether any version of the line may be meant: what was protected under an alias may lie under an older one. */
        boolean searches(KeyReference reference) {
            return reference instanceof KeyReference.ByAlias && !plan.usage().protects();
        }

        CompletableFuture<Outcome<Used<T>>> searched(Shared<HeldKey> current) {
            KeyMetadata newest = current.get().metadata();
            return search.search(current, new VersionSearch.Trial<>(plan.usage(), this::of, this::misses))
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
                    : !plan.fits(outcome.value().value());
        }

        /** The key is let go of once it has been used, or not. */
        CompletableFuture<Outcome<Used<T>>> of(Shared<HeldKey> shared) {
            return started(shared.get()).whenComplete((outcome, failure) -> shared.release());
        }

        private CompletableFuture<Outcome<Used<T>>> started(HeldKey key) {
            try {
                return Spans.within(call.span(), () -> of(key));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private CompletableFuture<Outcome<Used<T>>> of(HeldKey key) {
            KeyMetadata metadata = key.metadata();
            call.concerns(metadata);
            Algorithm algorithm = admissible(call, metadata, plan.operation(call), plan.usage(), request.algorithm());
            call.uses(algorithm);
            return admitted(metadata)
                    .thenCompose(done -> computed(key, algorithm))
                    .thenApply(
                            value -> Outcome.of(new Used<>(value, metadata.keyId(), algorithm), plan.success(value)));
        }

        private CompletableFuture<T> computed(HeldKey key, Algorithm algorithm) {
            Span span = call.span().child("crypto").set("keywright.algorithm", algorithm.wireName());
            return Spans.during(span, () -> plan.start(key, algorithm, call.deadline()));
        }

        private CompletableFuture<@Nullable Void> admitted(KeyMetadata key) {
            if (admitted) {
                return DONE;
            }
            admitted = true;
            return plan.admit(call, key);
        }
    }

    /** The key that was found for {@code reference}, as {@code usage} may use it, for the caller to release. */
    CompletableFuture<Shared<HeldKey>> find(Scope scope, KeyReference reference, KeyUsage usage) {
        return keys.find(scope, reference, usage);
    }

    static KeyReference reference(String keyId) {
        try {
            return KeyReference.parse(keyId);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "Send a key_id that is a lower-case UUID or alias/NAME.");
        }
    }
}
