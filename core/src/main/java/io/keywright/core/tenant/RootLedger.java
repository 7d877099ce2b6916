package io.keywright.core.tenant;

import io.keywright.core.change.Change;
import io.keywright.core.change.RootChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.RootRefusal;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Writes into the ledger when a tenant's provider switches its keys off, and when it switches them on again, each once. */
public final class RootLedger implements RootWatch {

    private final RootWatch next;
    private final TenantStore store;
    private final Recorder recorder;
    private final InstantSource clock;

    /** @param next is told, too */
    public RootLedger(RootWatch next, TenantStore store, Recorder recorder, InstantSource clock) {
        this.next = next;
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public void opened(String tenantId) {
        next.opened(tenantId);
        if (refusal(tenantId).isPresent()) {
            record(Operation.RESTORE_TENANT_ROOT, tenantId, new RootChange.Restored(tenantId));
        }
    }

    @Override
    public void refused(String tenantId, String provider, Reason reason) {
        next.refused(tenantId, provider, reason);
        if (refusal(tenantId).isEmpty()) {
            RootRefusal refusal =
                    new RootRefusal(provider, reason.wireName(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            record(Operation.REFUSE_TENANT_ROOT, tenantId, new RootChange.Refused(tenantId, refusal));
        }
    }

    @Override
    public void differed(String tenantId) {
        next.differed(tenantId);
    }

    @Override
    public void unrecorded(String tenantId, Throwable cause) {
        next.unrecorded(tenantId, cause);
    }

    @Override
    public void recovered(String tenantId) {
        next.recovered(tenantId);
    }

    @Override
    public void uncopied(String tenantId, Throwable cause) {
        next.uncopied(tenantId, cause);
    }

    private Optional<RootRefusal> refusal(String tenantId) {
        try {
            return store.tenant(tenantId).flatMap(Tenant::refusal);
        } catch (StoreException e) {
            next.unrecorded(tenantId, e);
            return Optional.empty();
        }
    }

    private void record(Operation operation, String tenantId, Change change) {
        Scope scope = new Scope(tenantId, Environment.PROD, Plane.SHARED);
        try {
            recorder.succeeded(Attempt.of(Caller.SERVICE, operation).within(scope), change)
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                next.unrecorded(tenantId, e);
            }
        }
    }
}
