package io.keywright.core.journal;

import io.keywright.model.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What waits to be committed, and the promise made to its caller.
 *
 * @param leaf empty for a flush, which only wants to know that the store can commit
 */
record Pending(Optional<Leaf> leaf, Change change, CompletableFuture<Void> durable) {

    /** A receipt and its canonical bytes. */
    record Leaf(Receipt receipt, byte[] canonical) {}
}
