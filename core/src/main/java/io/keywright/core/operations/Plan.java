package io.keywright.core.operations;

import io.keywright.core.call.Call;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a call does with a key, once the key is found. */
interface Plan<T> {

    KeyUsage usage();

    /** What the key's policy must allow. */
    Operation operation(Call call);

    /** Passes once approved and counted, however many versions of the key are tried. */
    CompletableFuture<@Nullable Void> admit(Call call, KeyMetadata key);

    /** What comes of it with this key. */
    CompletableFuture<T> start(HeldKey key, Algorithm algorithm, Deadline deadline);

    /** Whether another version of the key cannot do better. */
    boolean fits(T result);

    /** What the receipt says: whether the answer is yes. */
    boolean success(T result);

    /** The call is done with its keys, or was refused. */
    void end();
}
