package io.keywright.core.quota;

import io.keywright.core.journal.Change;
import java.util.concurrent.CompletableFuture;

/** One use of a key, taken from its day's and not yet durable. Must be settled once. */
public final class Reservation {

    private final Change.KeyUsed use;
    private final DayCount count;

    Reservation(Change.KeyUsed use, DayCount count) {
        this.use = use;
        this.count = count;
    }

    /** What the journal must write with the receipt. */
    public Change use() {
        return use;
    }

    /**
     * Settles the reservation as {@code commit} ends: the use is counted for good, or, should the journal have failed,
     * counted if it turns out to be durable.
     *
     * @return completes as {@code commit} does, once this is settled
     */
    public <T> CompletableFuture<T> settledBy(CompletableFuture<T> commit) {
        return commit.whenComplete((durable, failure) -> count.settle(failure == null));
    }
}
