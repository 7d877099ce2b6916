package io.keywright.core.call;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * How calls are told what came of them.
 *
 * @param <T> what use cases give
 * @param <A> what callers are told
 */
interface Ending<T, A> {

    /** {@code outcome} as the caller is told of it, and as it is committed, with the receipt of that id. */
    Outcome<A> told(Outcome<T> outcome, UUID receiptId);

    /** What the caller is to be told because the same call came first; empty if it did not. */
    CompletableFuture<Optional<A>> known();
}
