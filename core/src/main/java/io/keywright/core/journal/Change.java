package io.keywright.core.journal;

import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.RevocationReason;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.TenantRoot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A change of state, made durable together with its receipt or not at all. Each holds the state that it starts from, so
 * that of two racing changes only the first applies.
 */
public sealed interface Change {

    /** Only a receipt: the operation changed nothing. */
    record None() implements Change {}

    /** A key was used once on {@code day} (UTC), successfully or not. Always applies. */
    record KeyUsed(Scope scope, UUID keyId, LocalDate day) implements Change {}

    /** A tenant gets its root key. Applies if it has none. */
    record TenantRootCreated(TenantRoot root) implements Change {}

    /** A key comes into being. Applies if its alias, if it has one, is free in its scope. */
    record KeyCreated(StoredKey key) implements Change {}

    /**
     * A key is replaced. Applies if {@code predecessor} is still active and under the policy that it passes on.
     *
     * @param predecessor as it is after the change
     */
    record KeyRotated(KeyMetadata predecessor, StoredKey successor) implements Change {}

    /**
     * A key gets another policy. Applies if the one before is of the version before, and the key not destroyed.
     *
     * @param key as it is after the change
     */
    record PolicyChanged(KeyMetadata key) implements Change {}

    /**
     * A key is revoked and its material erased. Applies if it is still in state {@code from}.
     *
     * @param key as it is after the change
     */
    record KeyRevoked(KeyMetadata key, KeyState from, RevocationReason reason, Instant revokedAt) implements Change {}
}
