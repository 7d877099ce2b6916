package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.core.crypto.Burden;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Many steps. Never on an event loop, and a few milliseconds at a time, so that others have their turn between them. */
record BatchPlan<T>(Batch<T> batch, Lanes lanes, Admission admission) implements Plan<Batch<T>> {

    private static final long PORTION_NANOS = 5_000_000;

    @Override
    public KeyUsage usage() {
        return batch.usage();
    }

    @Override
    public Operation operation(Call call) {
        return admission.operation(call);
    }

    @Override
    public CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata key) {
        return admission.admit(call, key, batch.usage(), batch.size());
    }

    @Override
    public CompletableFuture<Batch<T>> start(HeldKey key, Algorithm algorithm, Deadline deadline) {
        batch.tries(key.metadata(), algorithm);
        Burden burden = switch (batch.first().weighing().burden(key.usable(), algorithm)) {
            case LIGHT, HEAVY -> Burden.HEAVY;
            case ELSEWHERE -> Burden.ELSEWHERE;
        };
        return new Run(key, algorithm, burden, deadline).ended();
    }

    @Override
    public boolean fits(Batch<T> tried) {
        return tried.done();
    }

    @Override
    public boolean success(Batch<T> tried) {
        return tried.success();
    }

    @Override
    public void end() {
        admission.end();
    }

    /** What is open, done with one version of the key. */
    private final class Run {

        private final HeldKey key;
        private final Algorithm algorithm;
        private final Burden burden;
        private final Deadline deadline;
        private int next;

        Run(HeldKey key, Algorithm algorithm, Burden burden, Deadline deadline) {
            this.key = key;
            this.algorithm = algorithm;
            this.burden = burden;
            this.deadline = deadline;
        }

        /** One portion after the other. */
        CompletableFuture<Batch<T>> ended() {
            return lanes.run(burden, key.metadata().scope().tenantId(), deadline, this::portion)
                    .thenCompose(over -> over ? CompletableFuture.completedFuture(batch) : ended());
        }

        /** Whether nothing is left to do. */
        private boolean portion() {
            long end = System.nanoTime() + PORTION_NANOS;
            next = batch.nextOpen(next);
            while (next >= 0 && System.nanoTime() - end < 0) {
                if (deadline.passed()) {
                    throw Deadline.missed();
                }
                batch.take(next, key, algorithm, deadline);
                next = batch.nextOpen(next + 1);
            }
            return next < 0;
        }
    }
}
