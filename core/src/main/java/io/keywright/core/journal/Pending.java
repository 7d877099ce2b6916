package io.keywright.core.journal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What waits to be committed, and the promise made to its caller.
 *
 * @param leaf empty for a flush, which only wants to know that the store can commit
 */
record Pending(Optional<Leaf> leaf, Change change, CompletableFuture<Void> durable) {}
