package io.keywright.core.journal;

import io.keywright.core.change.Change;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What waits to be committed, and the promise made to its caller.
 *
 * @param leaf empty for a flush, which only wants to know that the store can commit
 * @param terms how long its caller waits, and how much its node knew
 * @param span what of its caller's waits
 * @param taken whether it is decided what becomes of it: it is written, or never will be
 */
record Pending(
        Optional<Leaf> leaf,
        Change change,
        Terms terms,
        Span span,
        CompletableFuture<Void> durable,
        AtomicBoolean taken) {

    Pending(Optional<Leaf> leaf, Change change, Terms terms) {
        this(leaf, change, terms, Spans.current(), new CompletableFuture<>(), new AtomicBoolean());
    }

    /** Whether it is the caller's to write or to give up; true once. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }
}
