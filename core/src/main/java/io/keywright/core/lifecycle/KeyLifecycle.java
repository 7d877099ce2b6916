package io.keywright.core.lifecycle;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.usage.InUse;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.RevocationReason;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Generates, rotates and revokes keys. */
public final class KeyLifecycle {

    /** A key and the one that takes its place. */
    public record Rotation(KeyMetadata predecessor, KeyMetadata successor) {}

    /** A key that is gone. */
    public record Revocation(KeyMetadata key, Instant revokedAt) {}

    private static final Set<Role> USERS = EnumSet.of(Role.KEY_USER);

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final KeyForge forge;
    private final KeyChoice choice;
    private final KeyLookup lookup;
    private final KeyRing keys;
    private final DistantErasure erasure;
    private final InUse inUse;
    private final Clock clock;

    public KeyLifecycle(
            Authorizer authorizer,
            ApprovalGate gate,
            KeyForge forge,
            KeyStore store,
            KeyRing keys,
            DistantErasure erasure,
            InUse inUse,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.forge = forge;
        this.choice = new KeyChoice(authorizer, gate, store);
        this.lookup = new KeyLookup(store);
        this.keys = keys;
        this.erasure = erasure;
        this.inUse = inUse;
        this.clock = clock;
    }

    /** Makes a key. Refused with INVALID_REQUEST if the alias is in use in the scope. */
    public UseCase<MadeKey> generate(NewKey wanted) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scope(call.caller(), wanted.scope(), call.operation());
            gate.guard(call);
            StoredKey made = forge.make(call, scope, wanted);
            call.makes(made.metadata());
            boolean usable = isUsable(call.caller(), made.metadata().accessPolicy());
            return Outcome.of(new MadeKey(made.metadata(), usable), new KeyChange.Created(made))
                    .orElse(KeyLifecycle::aliasTaken)
                    .then(() -> keys.forget(made.metadata()));
        });
    }

    /** Whether others than the maker may use the key, or the maker, who then has the role for it. */
    private boolean isUsable(Caller maker, AccessPolicy policy) {
        return policy.allowedModules().stream()
                .anyMatch(module -> !module.equals(maker.module()) || authorizer.has(maker, USERS));
    }

    /** Replaces an active key by a fresh one of the same kind; the old one goes on verifying and decrypting. */
    public UseCase<Rotation> rotate(ScopeClaim claim, KeyReference reference) {
        return rotate(claim, reference, KeyMove.ROTATE);
    }

    /** The same at once, of a key that may be compromised: the old one is archived, without a grace period. */
    public UseCase<Rotation> replace(ScopeClaim claim, KeyReference reference) {
        return rotate(claim, reference, KeyMove.REPLACE);
    }

    private UseCase<Rotation> rotate(ScopeClaim claim, KeyReference reference, KeyMove move) {
        return UseCase.blocking(call -> {
            StoredKey predecessor = choice.find(call, claim, reference);
            return replaced(call, predecessor, move, Optional.empty());
        });
    }

    /** The same by the service itself, of a key of whatever scope, in a run of automatic rotation. */
    public UseCase<Rotation> renew(KeyMetadata due, UUID run) {
        return UseCase.blocking(call -> {
            call.concerns(due.scope());
            call.concerns(due);
            StoredKey predecessor = lookup.find(due.scope(), new KeyReference.ById(due.keyId()));
            return replaced(call, predecessor, KeyMove.ROTATE, Optional.of(run));
        });
    }

    private Outcome<Rotation> replaced(Call call, StoredKey predecessor, KeyMove move, Optional<UUID> run) {
        KeyMetadata key = predecessor.metadata();
        CertifyingKeys.requireRotatable(key);
        KeyMetadata rotated = move.of(key);
        StoredKey successor = forge.successor(call, predecessor);
        Rotation rotation = new Rotation(rotated.rotatedTo(successor.metadata().keyId()), successor.metadata());
        return Outcome.of(rotation, new KeyChange.Rotated(rotation.predecessor(), key.keyState(), successor, run))
                .then(() -> keys.forget(key));
    }

    /**
     * Destroys a key: its material is erased before this answers, its metadata stays. If a provider keeps the private key and
     * is away, it is erased there later; nobody can use it meanwhile. A compromised key is never asked about.
     *
     * @param confirmed whether that is wanted also if the key was used lately, see {@link InUse}
     */
    public UseCase<Revocation> revoke(
            ScopeClaim claim, KeyReference reference, RevocationReason reason, boolean confirmed) {
        return UseCase.blocking(call -> {
            KeyMetadata key = choice.find(call, claim, reference).metadata();
            Revocation revocation =
                    new Revocation(KeyMove.REVOKE.of(key), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            inUse.requireConfirmed(key, confirmed || reason == RevocationReason.COMPROMISED);
            Change change = new KeyChange.Revoked(revocation.key(), key.keyState(), reason, revocation.revokedAt());
            return Outcome.of(revocation, change).then(() -> {
                keys.forget(key);
                erasure.erase(key.keyId());
            });
        });
    }

    private static KeywrightException aliasTaken() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The alias is in use in this scope; choose another, or rotate the key that has it.",
                Map.of("reason", "alias_taken"));
    }
}
