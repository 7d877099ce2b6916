package io.keywright.core.quota;

import io.keywright.core.call.Charge;
import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
import io.keywright.model.Tally;
import java.util.Optional;

/** Uses of two keys that one call takes. */
public record JointReservation(Reservation one, Reservation other) implements Charge {

    @Override
    public Change use() {
        return new UsageChange.KeysUsed(one.use(), other.use());
    }

    @Override
    public Change done(Optional<Tally> told) {
        return new UsageChange.KeysUsed(one.done(told), other.done(told));
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
