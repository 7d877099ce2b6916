package io.keywright.core.change;

import io.keywright.model.DistantKey;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.RevocationReason;
import io.keywright.model.RotationRule;
import io.keywright.model.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A change of a key or its line, from the first word of it to the end of its material. */
public sealed interface KeyChange extends Change {

    /** A key comes into being. Applies if its alias, if it has one, is free in its scope. */
    record Created(StoredKey key) implements KeyChange {}

    /**
     * Somebody begins to import a key. Applies if fewer than {@code most} of its tenant's imports are open at the time that it
     * begins: neither ended nor expired.
     */
    record ImportBegun(KeyImport begun, int most) implements KeyChange {}

    /** Material for an import is about to be tried. Applies if the import is open, and was tried less than {@code most} times. */
    record ImportTried(UUID importId, int most) implements KeyChange {}

    /**
     * A key comes into being from elsewhere, and its import is over, its private key erased. Applies if the import of the key's id is open at
     * the time that the key is created, and its alias, if it has one, is free in its scope.
     */
    record Imported(StoredKey key) implements KeyChange {}

    /** Nobody has ended an import in time, and its private key is erased. Applies if it is there. */
    record ImportExpired(KeyImport expired) implements KeyChange {}

    /**
     * A key's material leaves the service, wrapped for somebody. Applies if the key is still in the state that it says.
     *
     * @param recipientSha256 of the public key that it is wrapped for, 64 hexadecimal digits
     */
    record Exported(KeyMetadata key, String recipientSha256) implements KeyChange {}

    /**
     * A key pair is about to be made inside a provider. It is erased after {@code eraseAfter}, unless a key of its name was
     * created until then. Always applies.
     */
    record DistantBegun(DistantKey key, Instant eraseAfter) implements KeyChange {}

    /** A key pair that no key needs is erased inside its provider. Applies if no key needs it. */
    record DistantErased(DistantKey key) implements KeyChange {}

    /**
     * A line of keys gets its next version. Applies if {@code predecessor} is still in state {@code from}, and its line
     * under the policy that it says.
     *
     * @param predecessor as it is after the change
     * @param successor of the same line
     * @param run the run of automatic rotation that it belongs to; empty if somebody asked for it
     */
    record Rotated(KeyMetadata predecessor, KeyState from, StoredKey successor, Optional<UUID> run)
            implements KeyChange {

        /** One that somebody asked for. */
        public Rotated(KeyMetadata predecessor, KeyState from, StoredKey successor) {
            this(predecessor, from, successor, Optional.empty());
        }
    }

    /**
     * A line of keys is rotated by another rule. Applies if its rule was {@code before}, and {@code key} is still in the state
     * that it says.
     *
     * @param key the version by which the line was named, as it is after the change
     */
    record RotationRuleChanged(KeyMetadata key, RotationRule before) implements KeyChange {}

    /**
     * That a key's rotation awaits an approval is told. Applies if the key is active, and that was not told with as few days
     * left or fewer.
     *
     * @param daysLeft 30, 7 or 1 before {@code dueAt}; 0 from then on
     */
    record RotationAnnounced(KeyMetadata key, Instant dueAt, int daysLeft) implements KeyChange {}

    /**
     * A line of keys gets another policy. Applies if the one before is of the version before, and {@code key} is still in the
     * state that it says.
     *
     * @param key the version by which the line was named, as it is after the change
     */
    record PolicyChanged(KeyMetadata key) implements KeyChange {}

    /**
     * A key is revoked and its material erased. Applies if it is still in state {@code from}.
     *
     * @param key as it is after the change
     */
    record Revoked(KeyMetadata key, KeyState from, RevocationReason reason, Instant revokedAt) implements KeyChange {}

    /**
     * A key gets into another state, or its destruction is planned or not any more; its material is erased if the state is
     * destroyed. Applies if state and plan are still as {@code before} says.
     *
     * @param key as it is after the change
     * @param at when that was decided
     */
    record Moved(KeyMetadata key, KeyMetadata before, Instant at) implements KeyChange {}
}
