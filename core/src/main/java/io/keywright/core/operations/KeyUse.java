package io.keywright.core.operations;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.core.operations.KeyAccess.Planning;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.work.Computations;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Tally;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Single steps and batches of them, with one key or from one key to another. */
public final class KeyUse {

    private final KeyAccess access;
    private final Targets targets;
    private final Lanes lanes;
    private final OwnAdmission own;

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
            Computations computations,
            Executor blocking,
            Clock clock) {
        this.access = new KeyAccess(
                authorizer,
                new StateTable(settings.processing()),
                new AlgorithmChoice(settings),
                keys,
                new VersionSearch(store, keys, blocking),
                clock);
        this.targets = new Targets(access, store, blocking);
        this.lanes = new Lanes(computations, blocking);
        this.own = new OwnAdmission(gate, quota, blocking);
    }

    /** One step with the key. */
    <T> UseCase.NonBlocking<Used<T>> one(KeyRequest request, Step<T> step) {
        return answered(
                access.use(
                        request,
                        step.usage(),
                        (call, key) -> CompletableFuture.completedFuture(new SinglePlan<>(step, lanes, own))),
                step.refusal());
    }

    /** One step that decrypts with the key, and knows the one to encrypt with. */
    <T> UseCase.NonBlocking<Used<T>> oneTo(ReEncryption request, Function<Target, Step<T>> step) {
        Planning<T> planning = (call, key) -> targets.find(call, key, request)
                .thenApply(
                        target -> new SinglePlan<>(step.apply(target), lanes, new ReEncryptionAdmission(own, target)));
        return answered(access.use(request.source(), KeyUsage.DECRYPT, planning), Optional.of(Steps::decryptionFailed));
    }

    /** Each of the steps with the key. */
    <T> UseCase.NonBlocking<BatchResult<T>> each(KeyRequest request, List<Step<T>> steps) {
        UseCase.NonBlocking<Used<Batch<T>>> batch = access.use(
                request,
                steps.getFirst().usage(),
                (call, key) -> CompletableFuture.completedFuture(new BatchPlan<>(new Batch<>(steps), lanes, own)));
        return concluded(batch, result -> Stream.empty());
    }

    /**
     * Each of the steps that decrypt with the key, and know the one to encrypt with.
     *
     * @param more what that one was used for
     */
    <T> UseCase.NonBlocking<BatchResult<T>> eachTo(
            ReEncryption request,
            Function<Target, List<Step<T>>> steps,
            Function<BatchResult<T>, Stream<Tally.Use>> more) {
        Planning<Batch<T>> planning = (call, key) -> targets.find(call, key, request)
                .thenApply(target -> new BatchPlan<>(
                        new Batch<>(steps.apply(target)), lanes, new ReEncryptionAdmission(own, target)));
        return concluded(access.use(request.source(), KeyUsage.DECRYPT, planning), more);
    }

    private static <T> UseCase.NonBlocking<Used<T>> answered(
            UseCase.NonBlocking<Used<T>> use, Optional<Supplier<KeywrightException>> refusal) {
        return call -> use.start(call).thenApply(outcome -> {
            if (!outcome.success() && refusal.isPresent()) {
                throw refusal.get().get();
            }
            return outcome;
        });
    }

    private static <T> UseCase.NonBlocking<BatchResult<T>> concluded(
            UseCase.NonBlocking<Used<Batch<T>>> use, Function<BatchResult<T>, Stream<Tally.Use>> more) {
        return call -> use.start(call).thenApply(outcome -> concluded(call, outcome, more));
    }

    private static <T> Outcome<BatchResult<T>> concluded(
            Call call, Outcome<Used<Batch<T>>> outcome, Function<BatchResult<T>, Stream<Tally.Use>> more) {
        Batch<T> batch = outcome.value().value();
        BatchResult<T> result = batch.result();
        call.concerns(batch.key());
        call.tells(batch.tally(result, more.apply(result)));
        return Outcome.of(result, batch.success());
    }
}
