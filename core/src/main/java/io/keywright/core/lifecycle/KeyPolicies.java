package io.keywright.core.lifecycle;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Shows and changes keys' access policies. Each call answers once its receipt is durable. Never blocks its caller. */
public final class KeyPolicies {

    /** {@code details.reason} of the refusal of a change that was made for another version of the policy. */
    public static final String STALE = "stale_version";

    private final Authorizer authorizer;
    private final StateTable states;
    private final KeyLookup lookup;
    private final KeyRing keys;
    private final Recorder recorder;
    private final Executor blocking;

    public KeyPolicies(
            Authorizer authorizer,
            StateTable states,
            KeyStore store,
            KeyRing keys,
            Recorder recorder,
            Executor blocking) {
        this.authorizer = authorizer;
        this.states = states;
        this.lookup = new KeyLookup(store);
        this.keys = keys;
        this.recorder = recorder;
        this.blocking = blocking;
    }

    /** The key with its policy, whatever its state. */
    public CompletableFuture<Recorded<KeyMetadata>> get(Caller caller, KeyReference reference) {
        Attempt attempt = Attempt.of(caller, Operation.GET_POLICY).naming(reference);
        return CompletableFuture.supplyAsync(() -> find(caller, reference), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                .thenCompose(key -> recorder.concluded(attempt.on(key), true)
                        .thenApply(receiptId -> new Recorded<>(key, receiptId)));
    }

    /**
     * Puts {@code wanted} in the place of the policy that has this {@link #version}; it holds for every use that starts
     * after this answers. Refused with INVALID_REQUEST, {@link #STALE}, if the policy is of another version by now.
     *
     * @return the key under its new policy
     */
    public CompletableFuture<Recorded<KeyMetadata>> change(
            Caller caller, KeyReference reference, String version, AccessPolicy wanted) {
        Attempt attempt = Attempt.of(caller, Operation.CHANGE_POLICY).naming(reference);
        return CompletableFuture.supplyAsync(() -> find(caller, reference), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                .thenCompose(found -> CompletableFuture.supplyAsync(
                                () -> changed(attempt.on(found), found, version, wanted), blocking)
                        .exceptionallyCompose(failure -> recorder.refused(attempt.on(found), failure)));
    }

    /** Names one version of one key's policy; never the same for two. */
    public static String version(KeyMetadata key) {
        return key.keyId() + "-" + key.policyVersion();
    }

    private Recorded<KeyMetadata> changed(Attempt attempt, KeyMetadata key, String version, AccessPolicy wanted) {
        authorizer.checkPolicy(attempt.caller(), key, Operation.CHANGE_POLICY);
        states.requireMaterial(key);
        if (!version(key).equals(version)) {
            throw stale();
        }
        KeyMetadata changed = key.under(wanted);
        try {
            return new Recorded<>(
                    changed,
                    recorder.succeeded(attempt, new Change.PolicyChanged(changed))
                            .join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? stale() : e;
        } finally {
            keys.forget(key);
        }
    }

    private KeyMetadata find(Caller caller, KeyReference reference) {
        return lookup.find(authorizer.scope(caller, ScopeClaim.NONE), reference).metadata();
    }

    private static KeywrightException stale() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The policy was changed meanwhile; read it again, and send If-Match with the ETag of that answer.",
                Map.of("reason", STALE));
    }
}
