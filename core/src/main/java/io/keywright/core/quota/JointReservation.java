package io.keywright.core.quota;

import io.keywright.core.call.Charge;
import io.keywright.core.journal.Change;
import io.keywright.model.Tally;
import java.util.Optional;

/** Uses of two keys that one call takes. */
public record JointReservation(Reservation one, Reservation other) implements Charge {

    @Override
    public Change use() {
        return new Change.KeysUsed(one.use(), other.use());
    }

    @Override
    public Change done(Optional<Tally> told) {
        return new Change.KeysUsed(one.done(told), other.done(told));
    }

    @Override
    public void giveBack() {
        one.giveBack();
        other.giveBack();
    }

    @Override
    public void settle(boolean durable) {
        one.settle(durable);
        other.settle(durable);
    }
}
