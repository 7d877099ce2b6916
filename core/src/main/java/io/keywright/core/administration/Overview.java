package io.keywright.core.administration;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyAges;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.Caller;
import java.time.Duration;
import java.time.Instant;
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
     * @param nextRotation when the oldest active key is due for rotation, which may be past; empty if there is none
     * @param overdue how many active keys are older than the schedule
     */
    public record Figures(TenantCounts tenants, List<String> off, Optional<Instant> nextRotation, long overdue) {}

    private final TenantCatalogue catalogue;
    private final TenantStore tenants;
    private final KeyStore keys;
    private final Duration rotationSchedule;
    private final InstantSource clock;

    /** @param rotationSchedule how old an active key may get before it is due for rotation */
    public Overview(
            TenantCatalogue catalogue,
            TenantStore tenants,
            KeyStore keys,
            Duration rotationSchedule,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.keys = keys;
        this.rotationSchedule = rotationSchedule;
        this.clock = clock;
    }

    /** What there is now. For platform admins. */
    public Figures figures(Caller caller) {
        catalogue.requireAdmin(caller);
        try {
            KeyAges ages = keys.activeAges(clock.instant().minus(rotationSchedule));
            return new Figures(
                    tenants.counts(),
                    tenants.off(MOST_NAMED),
                    ages.oldest().map(made -> made.plus(rotationSchedule)),
                    ages.madeBefore());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
