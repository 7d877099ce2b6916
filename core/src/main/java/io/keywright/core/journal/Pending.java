package io.keywright.core.journal;

import io.keywright.model.Receipt;
import java.util.concurrent.CompletableFuture;

/** What waits to be committed, and the promise made to its caller. */
record Pending(Receipt receipt, byte[] canonical, Change change, CompletableFuture<Void> durable) {}
