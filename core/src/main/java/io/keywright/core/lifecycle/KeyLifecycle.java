package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
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
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RevocationReason;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Generates, rotates and revokes keys. Each call answers once change and receipt are durable. Never blocks its caller. */
public final class KeyLifecycle {

    /** A key and the one that takes its place. */
    public record Rotation(KeyMetadata predecessor, KeyMetadata successor) {}

    /** A key that is gone. */
    public record Revocation(KeyMetadata key, Instant revokedAt) {}

    private static final int MAX_RACES = 3;

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final StateTable states;
    private final KeyForge forge;
    private final KeyLookup lookup;
    private final KeyRing keys;
    private final Recorder recorder;
    private final Executor blocking;
    private final Clock clock;

    public KeyLifecycle(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyForge forge,
            KeyStore store,
            KeyRing keys,
            Recorder recorder,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.states = new StateTable(settings.processing());
        this.forge = forge;
        this.lookup = new KeyLookup(store);
        this.keys = keys;
        this.recorder = recorder;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Makes a key. Refused with INVALID_REQUEST if the alias is in use in the scope. */
    public CompletableFuture<Recorded<KeyMetadata>> generate(Caller caller, NewKey wanted, Presented approval) {
        Attempt attempt = Attempt.of(caller, Operation.GENERATE);
        return attempted(attempt, () -> {
            Scope scope = authorizer.scope(caller, wanted.scope(), Operation.GENERATE);
            Spending spending = admitted(attempt, gate.guards(Operation.GENERATE), approval);
            StoredKey made = forge.make(caller, scope, wanted);
            try {
                Change change = spending.with(new Change.KeyCreated(made));
                return change(attempt.on(made.metadata()), change, made.metadata(), made.metadata());
            } catch (Conflict e) {
                admitted(attempt, gate.guards(Operation.GENERATE), approval);
                throw aliasTaken();
            }
        });
    }

    /** Replaces an active key by a fresh one of the same kind; the old one goes on verifying and decrypting. */
    public CompletableFuture<Recorded<Rotation>> rotate(
            Caller caller, ScopeClaim claim, KeyReference reference, Presented approval) {
        return onKey(caller, claim, reference, Operation.ROTATE, approval, (attempt, key, spending) -> {
            states.requireActive(key);
            StoredKey successor = forge.successor(caller, key);
            Rotation rotation = new Rotation(key.rotatedTo(successor.metadata().keyId()), successor.metadata());
            Change change = spending.with(new Change.KeyRotated(rotation.predecessor(), successor));
            return change(attempt, change, key, rotation);
        });
    }

    /** Destroys a key: its material is erased before this answers, its metadata stays. */
    public CompletableFuture<Recorded<Revocation>> revoke(
            Caller caller, ScopeClaim claim, KeyReference reference, RevocationReason reason, Presented approval) {
        return onKey(caller, claim, reference, Operation.REVOKE, approval, (attempt, key, spending) -> {
            states.requireMaterial(key);
            Revocation revocation =
                    new Revocation(key.in(KeyState.DESTROYED), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            Change change = new Change.KeyRevoked(revocation.key(), key.keyState(), reason, revocation.revokedAt());
            return change(attempt, spending.with(change), key, revocation);
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Attempt attempt, KeyMetadata key, Spending spending);
    }

    private Spending admitted(Attempt attempt, boolean guarded, Presented approval) {
        return guarded ? gate.admit(attempt, approval) : new Spending.Nothing();
    }

    /** Finds the key, then works on it as it is at each try, so that every refusal's receipt names what is known. */
    private <T> CompletableFuture<T> onKey(
            Caller caller,
            ScopeClaim claim,
            KeyReference reference,
            Operation operation,
            Presented approval,
            Work<T> work) {
        Attempt attempt = attempt(caller, operation, reference);
        return CompletableFuture.supplyAsync(() -> find(caller, claim, reference, operation), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure))
                .thenCompose(found -> attempted(attempt.on(found), () -> {
                    KeyMetadata key = find(caller, claim, reference, operation);
                    authorizer.checkPolicy(caller, key, operation);
                    Spending spending = admitted(attempt.on(key), gate.guards(operation, key), approval);
                    return work.on(attempt.on(key), key, spending);
                }));
    }

    private KeyMetadata find(Caller caller, ScopeClaim claim, KeyReference reference, Operation operation) {
        return lookup.find(authorizer.scope(caller, claim, operation), reference)
                .metadata();
    }

    /** Commits a change of {@code key}, which then is read afresh by whoever asks next, also if another change was first. */
    private <T> Recorded<T> change(Attempt attempt, Change change, KeyMetadata key, T outcome) {
        try {
            return new Recorded<>(outcome, recorder.succeeded(attempt, change).join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict conflict ? conflict : e;
        } finally {
            keys.forget(key);
        }
    }

    /** Runs {@code work} where it may block; of racing changes the loser starts again from what the winner left. */
    private <T> CompletableFuture<T> attempted(Attempt attempt, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> retried(work), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }

    private static <T> T retried(Supplier<T> work) {
        for (int retries = 0; retries < MAX_RACES; retries++) {
            try {
                return work.get();
            } catch (Conflict lost) {
                Thread.onSpinWait();
            }
        }
        return work.get();
    }

    private static Attempt attempt(Caller caller, Operation operation, KeyReference reference) {
        Attempt attempt = Attempt.of(caller, operation);
        return reference instanceof KeyReference.ById byId ? attempt.naming(byId.keyId()) : attempt;
    }

    private static KeywrightException aliasTaken() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The alias is in use in this scope; choose another, or rotate the key that has it.",
                Map.of("reason", "alias_taken"));
    }
}
