package io.keywright.core.call;

import io.keywright.core.ledger.Recorded;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The ending of calls that happen once for each time that they are made: the outcome and its receipt. */
final class Recording<T> implements Ending<T, Recorded<T>> {

    @Override
    public Outcome<Recorded<T>> told(Outcome<T> outcome, UUID receiptId) {
        return outcome.as(new Recorded<>(outcome.value(), receiptId));
    }

    @Override
    public CompletableFuture<Optional<Recorded<T>>> known() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
