package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;

/** Finds the key that a call is to change or to hand out, if its caller may. Calls block. */
public final class KeyChoice {

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final KeyLookup lookup;

    public KeyChoice(Authorizer authorizer, ApprovalGate gate, KeyStore store) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.lookup = new KeyLookup(store);
    }

    /** The key as it is now, read from the store; with an approval if its policy or a rule wants one. */
    StoredKey find(Call call, ScopeClaim claim, KeyReference reference) {
        StoredKey stored = see(call, claim, reference);
        gate.guard(call, stored.metadata());
        return stored;
    }

    /** The same before it is known whether there is an approval. */
    public StoredKey see(Call call, ScopeClaim claim, KeyReference reference) {
        call.names(reference);
        Scope scope = authorizer.scope(call.caller(), claim, call.operation());
        StoredKey stored = lookup.find(scope, reference);
        KeyMetadata key = stored.metadata();
        call.concerns(key);
        authorizer.checkPolicy(call.caller(), key, call.operation());
        return stored;
    }
}
