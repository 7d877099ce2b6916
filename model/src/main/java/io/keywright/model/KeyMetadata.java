package io.keywright.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a key but its material.
 *
 * @param publicKey PEM SubjectPublicKeyInfo (RFC 7468), or {@code ""} for symmetric keys
 * @param rotatedFrom the key that this one replaced
 * @param rotatedTo the key that replaced this one
 */
public record KeyMetadata(
        Scope scope,
        UUID keyId,
        @Nullable String keyAlias,
        KeyType keyType,
        Set<KeyUsage> keyUsage,
        String publicKey,
        KeyState keyState,
        Instant createdAt,
        Instant validFrom,
        Instant validUntil,
        int rotationCount,
        @Nullable UUID rotatedFrom,
        @Nullable UUID rotatedTo,
        AccessPolicy accessPolicy,
        Protection protection) {

    public KeyMetadata {
        keyUsage = Set.copyOf(keyUsage);
    }

    /** This key, in another state. */
    public KeyMetadata in(KeyState state) {
        return new KeyMetadata(
                scope,
                keyId,
                keyAlias,
                keyType,
                keyUsage,
                publicKey,
                state,
                createdAt,
                validFrom,
                validUntil,
                rotationCount,
                rotatedFrom,
                rotatedTo,
                accessPolicy,
                protection);
    }

    /** This key, in its grace period: {@code successor} protects from now on. */
    public KeyMetadata rotatedTo(UUID successor) {
        return new KeyMetadata(
                scope,
                keyId,
                keyAlias,
                keyType,
                keyUsage,
                publicKey,
                KeyState.PENDING_ROTATION,
                createdAt,
                validFrom,
                validUntil,
                rotationCount,
                rotatedFrom,
                successor,
                accessPolicy,
                protection);
    }

    /** This key, with the public half that was made for it. */
    public KeyMetadata withPublicKey(String pem) {
        return new KeyMetadata(
                scope,
                keyId,
                keyAlias,
                keyType,
                keyUsage,
                pem,
                keyState,
                createdAt,
                validFrom,
                validUntil,
                rotationCount,
                rotatedFrom,
                rotatedTo,
                accessPolicy,
                protection);
    }
}
