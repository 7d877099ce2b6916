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

    /** Whether the root's time has come. */
    boolean isDue(NewestRoot root, Instant now) {
        return period.isPresent() && !now.isBefore(due(root, period.get()));
    }

    private static Instant due(NewestRoot root, Duration period) {
        long step = root.tenantId().hashCode() & (STEPS - 1);
        return root.madeAt().plus(period).minusMillis(period.toMillis() * step / ((long) STEPS * Schedule.EARLIEST));
    }
}
