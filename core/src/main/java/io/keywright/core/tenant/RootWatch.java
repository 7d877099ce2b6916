package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException.Reason;

/** Is told what becomes of tenants' roots. May block; must not throw. */
public interface RootWatch {

    /** A provider has opened the tenant's root. */
    void opened(String tenantId);

    /** Every provider that wrapped the tenant's root refuses to open it; the one that is preferred, for that reason. */
    void refused(String tenantId, String provider, Reason reason);

    /** What was held of the tenant's root is not what a provider opens; it is dropped. */
    void differed(String tenantId);

    /** That a provider has refused, or opened it again, could not be written into the ledger; the next time it is. */
    void unrecorded(String tenantId, Throwable cause);

    /** No provider answers, and the tenant's root was opened from its sealed copy; a key of the installation's, if that is GLOBAL. */
    void recovered(String tenantId);

    /** The sealed copy of the tenant's root could not be kept, opened or deleted; of all tenants if that is GLOBAL. */
    void uncopied(String tenantId, Throwable cause);
}
