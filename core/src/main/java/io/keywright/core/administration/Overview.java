package io.keywright.core.administration;

import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.RunStore;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Counts what an installation has, for those who run it. Calls may block. */
public final class Overview {

    private static final int MOST_NAMED = 5;

    /**
     * What there is.
     *
     * @param off the first few tenants whose roots every provider refuses to open
     * @param rotations what is due
     * @param lastRun the newest run of automatic rotation
     */
    public record Figures(TenantCounts tenants, List<String> off, DueKeys.Figures rotations, Optional<Run> lastRun) {}

    private final TenantCatalogue catalogue;
    private final TenantStore tenants;
    private final DueKeys due;
    private final RunStore runs;
    private final Schedule schedule;
    private final InstantSource clock;

    public Overview(
            TenantCatalogue catalogue,
            TenantStore tenants,
            DueKeys due,
            RunStore runs,
            Schedule schedule,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.due = due;
        this.runs = runs;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** What there is now. For platform admins. */
    public Figures figures(Caller caller) {
        catalogue.requireAdmin(caller);
        try {
            return new Figures(
                    tenants.counts(),
                    tenants.off(MOST_NAMED),
                    due.figures(schedule, clock.instant()),
                    runs.runs(Optional.empty(), null, 1).stream().findFirst());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
