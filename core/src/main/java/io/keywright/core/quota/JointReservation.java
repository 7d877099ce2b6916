package io.keywright.core.quota;

import io.keywright.core.call.Charge;
import io.keywright.core.journal.Change;

/** Uses of two keys that one call takes. */
public record JointReservation(Reservation one, Reservation other) implements Charge {

    @Override
    public Change use() {
        return new Change.KeysUsed(one.use(), other.use());
    }

    @Override
    public void settle(boolean durable) {
        one.settle(durable);
        other.settle(durable);
    }
}
