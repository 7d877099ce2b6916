package io.keywright.core.tenant;

import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Makes the first root of tenants that never had one, wrapped by the installation's provider. Calls block. */
public final class RootGeneration {

    static final int ROOT_BYTES = 32;

    private static final int FIRST = 1;

    private final RootKeys keys;
    private final TenantRootStore store;
    private final Recorder recorder;
    private final RootWrapping wrapping;
    private final UuidV7 ids;

    public RootGeneration(RootKeys keys, TenantRootStore store, Recorder recorder, RootWrapping wrapping, UuidV7 ids) {
        this.keys = keys;
        this.store = store;
        this.recorder = recorder;
        this.wrapping = wrapping;
        this.ids = ids;
    }

    /**
     * Makes the tenant's first root, unless somebody else has just done so.
     *
     * @return the version that there is now
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the provider does not wrap it, or if the tenant had one that was
     *     lost
     */
    int first(Caller caller, String tenantId) throws StoreException {
        TenantRoot made = make(tenantId);
        try {
            recorder.succeeded(Attempt.of(caller, Operation.CREATE_TENANT_ROOT), new RootChange.Created(made))
                    .join();
            return FIRST;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                return store.newestVersion(tenantId).orElseThrow(RootFaults::lost);
            }
            throw e;
        }
    }

    private TenantRoot make(String tenantId) {
        Wrapping ofInstallation = new Wrapping(ids.next(), keys.provider(), ProviderKeyReference.DEFAULT, 0);
        return wrapping.first(tenantId, List.of(ofInstallation), Deadline.never());
    }
}
