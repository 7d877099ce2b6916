package io.keywright.core.call;

import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.core.ledger.Recorded;
import java.util.function.Function;

/**
 * A call that its caller may make again.
 *
 * @param content all that tells it from other calls for the same operation
 * @param answer writes what the caller is answered, the first time and each time after it; called once for each outcome
 */
public record Repeatable<T>(
        IdempotencyKey key, byte[] content, UseCase<T> useCase, Function<Recorded<T>, byte[]> answer) {

    /**
     * What the caller is answered.
     *
     * @param content as {@link Repeatable#answer} wrote it
     * @param repeated whether it was answered before, and nothing was done now
     */
    public record Answer(byte[] content, boolean repeated) {}
}
