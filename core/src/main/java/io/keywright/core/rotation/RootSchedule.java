package io.keywright.core.rotation;

import io.keywright.core.tenant.DependantStore.NewestRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old tenants' roots may get. Each is due ahead of that, by up to a tenth of the time, so that roots that were made together
 * are not rotated together: how far ahead follows from the tenant's id alone.
 *
 * @param period empty for as old as they like
 */
public record RootSchedule(Optional<Duration> period) {

    private static final int STEPS = 1 << Short.SIZE;

    /** By when a root must have been made for it to be due now, whoever's it is. */
    Optional<Instant> latest(Instant now) {
        return period.map(longest -> now.minus(longest.minus(longest.dividedBy(Schedule.EARLIEST))));
    }

    /** When the root is due; empty if it never is. */
    Optional<DueRoot> due(NewestRoot root) {
        return period.map(longest -> {
            Instant end = root.madeAt().plus(longest);
            return new DueRoot(root.tenantId(), root.version(), end.minusMillis(ahead(root, longest)), end, root.off());
        });
    }

    private static long ahead(NewestRoot root, Duration period) {
        long step = root.tenantId().hashCode() & (STEPS - 1);
        return period.toMillis() * step / ((long) STEPS * Schedule.EARLIEST);
    }
}
