package io.keywright.core.administration;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.DependantStore;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.model.OldRoot;
import io.keywright.model.Tenant;
import java.util.List;

/** Shows which versions of tenants' roots are in force, and what still lies under old ones. Calls may block. */
public record RootVersions(TenantRootStore roots, DependantStore dependants) {

    /**
     * The versions of one root.
     *
     * @param newest the one under which everything new lies
     * @param old those that it has replaced, and that are in force as long as something lies under them
     */
    public record Versions(int newest, List<OldRoot> old) {}

    /** Those of a tenant that there is. */
    public Versions of(Tenant tenant) {
        try {
            return new Versions(
                    roots.newestVersion(tenant.tenantId()).orElseThrow(), dependants.old(tenant.tenantId()));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
