package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.RotationRule;

/** Changes when lines of keys are rotated by the service itself. */
public final class RotationRules {

    private final KeyChoice choice;
    private final KeyRing keys;

    public RotationRules(Authorizer authorizer, ApprovalGate gate, KeyStore store, KeyRing keys) {
        this.choice = new KeyChoice(authorizer, gate, store);
        this.keys = keys;
    }

    /**
     * Gives the key's line another rule, by which its next version is made.
     *
     * @return the key under its new rule
     */
    public UseCase<KeyMetadata> change(KeyReference reference, RotationRule rule) {
        return UseCase.blocking(call -> {
            KeyMetadata key = choice.find(call, ScopeClaim.NONE, reference).metadata();
            StateTable.requireMaterial(key);
            CertifyingKeys.requireRotatable(key);
            KeyMetadata changed = key.rotating(rule);
            Change change =
                    new KeyChange.RotationRuleChanged(changed, key.line().rotation());
            return Outcome.of(changed, change).then(() -> keys.forget(changed.line()));
        });
    }
}
