package io.keywright.core.rotation;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.DependantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells which tenants' roots are due for rotation. Calls may block. */
public record DueRoots(RootSchedule schedule, DependantStore store) {

    /** Those that are due by {@code until}, wherever they are. */
    List<DueRoot> due(Instant until) throws StoreException {
        Optional<Instant> latest = schedule.latest(until);
        return latest.isEmpty()
                ? List.of()
                : store.madeBy(latest.get()).stream()
                        .flatMap(root -> schedule.due(root).stream())
                        .filter(root -> !root.dueAt().isAfter(until))
                        .toList();
    }

    /**
     * The same in the order in which they are due.
     *
     * @param reach where; empty for all tenants. A root is its whole tenant's, whatever part of it is reached
     */
    List<DueRoot> due(Instant until, Optional<Reach> reach, DuePlace after, int limit) throws StoreException {
        return due(until).stream()
                .filter(root -> reach.isEmpty() || reach.get().tenantId().equals(root.tenantId()))
                .filter(root -> root.place().compareTo(after) > 0)
                .sorted(DuePlace.ORDER)
                .limit(limit)
                .toList();
    }
}
