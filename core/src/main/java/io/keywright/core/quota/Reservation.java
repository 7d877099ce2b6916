package io.keywright.core.quota;

import io.keywright.core.call.Charge;
import io.keywright.core.journal.Change;

/** Uses of a key, taken from its day's and not yet durable. Must be settled once. */
public final class Reservation implements Charge {

    private final Change.KeyUsed use;
    private final DayCount count;

    Reservation(Change.KeyUsed use, DayCount count) {
        this.use = use;
        this.count = count;
    }

    @Override
    public Change.KeyUsed use() {
        return use;
    }

    /** They are counted for good, or, should the journal have failed, counted if they turn out to be durable. */
    @Override
    public void settle(boolean durable) {
        count.settle(durable);
    }
}
