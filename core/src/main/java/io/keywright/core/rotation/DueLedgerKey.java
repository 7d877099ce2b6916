package io.keywright.core.rotation;

import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Scope;
import java.time.Instant;

/** The ledger's key, which another one succeeds when it is due. */
public record DueLedgerKey(VerifierKey key, Instant dueAt) implements Due {

    @Override
    public String tenantId() {
        return Scope.GLOBAL;
    }

    @Override
    public Instant overdueAt() {
        return dueAt;
    }

    @Override
    public boolean rootOff() {
        return false;
    }

    @Override
    public DuePlace place() {
        return DuePlace.named(dueAt, Scope.GLOBAL);
    }
}
