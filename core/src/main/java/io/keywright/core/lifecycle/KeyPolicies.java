package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.KeyChange;
import io.keywright.model.AccessPolicy;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.util.Map;
import java.util.function.Predicate;

/** Shows and changes access policies, which a line's versions share. */
public final class KeyPolicies {

    /** {@code details.reason} of the refusal of a change that was made for another version of the policy. */
    public static final String STALE = "stale_version";

    /**
     * A change that somebody wants.
     *
     * @param base whether it may start from a version of the policy, see {@link KeyPolicies#version}
     */
    public record Wanted(Predicate<String> base, AccessPolicy policy) {}

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final KeyLookup lookup;
    private final KeyRing keys;

    public KeyPolicies(Authorizer authorizer, ApprovalGate gate, KeyStore store, KeyRing keys) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.lookup = new KeyLookup(store);
        this.keys = keys;
    }

    /** Names one version of one line's policy; never the same for two. */
    public static String version(KeyMetadata key) {
        return key.line().lineId() + "-" + key.policyVersion();
    }

    /** The key with its policy, whatever its state. */
    public UseCase<KeyMetadata> get(KeyReference reference) {
        return UseCase.blocking(call -> Outcome.of(find(call, reference)));
    }

    /**
     * Gives the key's line another policy, which holds for every use of any of its versions that starts after the answer. Refused with INVALID_REQUEST,
     * {@link #STALE}, if the policy is of another version by now.
     *
     * @return the key under its new policy
     */
    public UseCase<KeyMetadata> change(KeyReference reference, Wanted wanted) {
        return UseCase.blocking(call -> {
            KeyMetadata key = find(call, reference);
            authorizer.checkPolicy(call.caller(), key, call.operation());
            gate.guard(call, key);
            StateTable.requireMaterial(key);
            if (!wanted.base().test(version(key))) {
                throw stale();
            }
            KeyMetadata changed = key.under(wanted.policy());
            return Outcome.of(changed, new KeyChange.PolicyChanged(changed)).then(() -> keys.forget(changed.line()));
        });
    }

    private KeyMetadata find(Call call, KeyReference reference) {
        call.names(reference);
        Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
        KeyMetadata key = lookup.find(scope, reference).metadata();
        call.concerns(key);
        return key;
    }

    private static KeywrightException stale() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The policy was changed meanwhile; read it again, and send If-Match with the ETag of that answer.",
                Map.of("reason", STALE));
    }
}
