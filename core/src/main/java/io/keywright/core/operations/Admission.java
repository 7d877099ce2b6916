package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a call is let at a key that it names: what of it the policy must allow, its approval, and what is counted. */
interface Admission {

    Operation operation(Call call);

    /** Passes once approved, and counted so many times. */
    CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata key, KeyUsage usage, int uses);

    /** The call is done with its keys, or was refused. */
    void end();
}
