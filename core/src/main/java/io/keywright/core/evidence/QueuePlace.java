package io.keywright.core.evidence;

import io.keywright.core.call.Charge;
import io.keywright.core.change.Change;
import java.util.UUID;

/** What a call holds that has taken a place for its export: if it cannot be recorded, the place is given back. */
record QueuePlace(ExportPlaces places, UUID exportId) implements Charge {

    @Override
    public Change use() {
        return new Change.None();
    }

    @Override
    public void refused() {
        places.leave(exportId);
    }

    @Override
    public void settle(boolean durable) {
        if (!durable) {
            places.leave(exportId);
        }
    }
}
