package io.keywright.core.rotation;

import io.keywright.core.change.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.util.concurrent.CompletionException;

/** Commits what the service itself does with tenants' roots, each with its receipt. Calls block. */
record RootSteps(Recorder recorder) {

    /** Whether it was done; if not, another change came first. */
    boolean take(String tenantId, Operation operation, Change change) {
        Scope scope = new Scope(tenantId, Environment.PROD, Plane.SHARED);
        try {
            recorder.succeeded(Attempt.of(Caller.SERVICE, operation).within(scope), change)
                    .join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict) {
                return false;
            }
            throw e;
        }
    }
}
