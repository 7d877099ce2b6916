package io.keywright.core.operations;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.call.Call;
import io.keywright.core.quota.KeyQuota;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Of a call that uses one key, for what it is called. */
record OwnAdmission(ApprovalGate gate, KeyQuota quota, Executor blocking) implements Admission {

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    @Override
    public Operation operation(Call call) {
        return call.operation();
    }

    @Override
    public CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata key, KeyUsage usage, int uses) {
        return approved(call, gate.guards(call.operation(), key))
                .thenCompose(approved -> quota.take(key, usage, uses))
                .thenAccept(call::charge);
    }

    @Override
    public void end() {
        // Its one key is let go of by whoever found it.
    }

    /** Passes at once where no approval is needed. */
    CompletableFuture<@Nullable Void> approved(Call call, boolean needed) {
        return needed ? CompletableFuture.runAsync(() -> gate.admit(call), blocking) : DONE;
    }
}
