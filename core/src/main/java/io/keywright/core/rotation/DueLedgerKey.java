package io.keywright.core.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.UUID;

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
        return new DuePlace(dueAt, UUID.nameUUIDFromBytes(Scope.GLOBAL.getBytes(UTF_8)));
    }
}
