package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.Presented;
import io.keywright.core.approval.Spending;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.authorization.StateTable;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Shows and changes keys' access policies. Each call answers once its receipt is durable. Never blocks its caller. */
public final class KeyPolicies {

    /** {@code details.reason} of the refusal of a change that was made for another version of the policy. */
    public static final String STALE = "stale_version";

    /**
     * A change that somebody wants.
     *
     * @param version of the policy that it starts from, see {@link KeyPolicies#version}
     */
    public record Wanted(String version, AccessPolicy policy) {}

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final StateTable states;
    private final KeyLookup lookup;
    private final KeyRing keys;
    private final Recorder recorder;
    private final Executor blocking;

    public KeyPolicies(
            Authorizer authorizer,
            ApprovalGate gate,
            StateTable states,
            KeyStore store,
            KeyRing keys,
            Recorder recorder,
            Executor blocking) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.states = states;
        this.lookup = new KeyLookup(store);
        this.keys = keys;
        this.recorder = recorder;
        this.blocking = blocking;
    }

    /** Names one version of one key's policy; never the same for two. */
    public static String version(KeyMetadata key) {
        return key.keyId() + "-" + key.policyVersion();
    }

    /** The key with its policy, whatever its state. */
    public CompletableFuture<Recorded<KeyMetadata>> get(Caller caller, KeyReference reference) {
        Attempt attempt = Attempt.of(caller, Operation.GET_POLICY).naming(reference);
        return find(attempt, reference)
                .thenCompose(key -> recorder.concluded(attempt.on(key), true)
                        .thenApply(receiptId -> new Recorded<>(key, receiptId)));
    }

    /**
     * Gives the key another policy, which holds for every use that starts after this answers. Refused with
     * INVALID_REQUEST, {@link #STALE}, if the policy is of another version by now.
     *
     * @return the key under its new policy
     */
    public CompletableFuture<Recorded<KeyMetadata>> change(
            Caller caller, KeyReference reference, Wanted wanted, Presented approval) {
        Attempt attempt = Attempt.of(caller, Operation.CHANGE_POLICY).naming(reference);
        return find(attempt, reference)
                .thenCompose(key -> CompletableFuture.supplyAsync(
                                () -> changed(attempt.on(key), key, wanted, approval), blocking)
                        .exceptionallyCompose(failure -> recorder.refused(attempt.on(key), failure)));
    }

    private CompletableFuture<KeyMetadata> find(Attempt attempt, KeyReference reference) {
        return CompletableFuture.supplyAsync(
                        () -> lookup.find(
                                        authorizer.scope(attempt.caller(), ScopeClaim.NONE, attempt.operation()),
                                        reference)
                                .metadata(),
                        blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }

    private Recorded<KeyMetadata> changed(Attempt attempt, KeyMetadata key, Wanted wanted, Presented approval) {
        authorizer.checkPolicy(attempt.caller(), key, Operation.CHANGE_POLICY);
        Spending spending = admitted(attempt, key, approval);
        states.requireMaterial(key);
        if (!version(key).equals(wanted.version())) {
            throw stale();
        }
        KeyMetadata changed = key.under(wanted.policy());
        try {
            UUID receiptId = recorder.succeeded(attempt, spending.with(new Change.PolicyChanged(changed)))
                    .join();
            return new Recorded<>(changed, receiptId);
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? lost(attempt, key, approval) : e;
        } finally {
            keys.forget(key);
        }
    }

    private Spending admitted(Attempt attempt, KeyMetadata key, Presented approval) {
        return gate.guards(Operation.CHANGE_POLICY, key) ? gate.admit(attempt, approval) : new Spending.Nothing();
    }

    /** Another change came first, of the policy, unless it was the approval that was spent. */
    private KeywrightException lost(Attempt attempt, KeyMetadata key, Presented approval) {
        admitted(attempt, key, approval);
        return stale();
    }

    private static KeywrightException stale() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The policy was changed meanwhile; read it again, and send If-Match with the ETag of that answer.",
                Map.of("reason", STALE));
    }
}
