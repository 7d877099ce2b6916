package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One step. */
record SinglePlan<T>(Step<T> step, Lanes lanes, Admission admission) implements Plan<T> {

    @Override
    public KeyUsage usage() {
        return step.usage();
    }

    @Override
    public Operation operation(Call call) {
        return admission.operation(call);
    }

    @Override
    public CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata key) {
        return admission.admit(call, key, step.usage(), 1);
    }

    @Override
    public CompletableFuture<T> start(HeldKey key, Algorithm algorithm, Deadline deadline) {
        UsableKey material = key.usable();
        return lanes.run(
                step.weighing().burden(material, algorithm),
                key.metadata().scope().tenantId(),
                deadline,
                () -> step.work().compute(key, algorithm, deadline));
    }

    @Override
    public boolean fits(T result) {
        return step.success().test(result);
    }

    @Override
    public boolean success(T result) {
        return step.success().test(result);
    }

    @Override
    public void end() {
        admission.end();
    }
}
