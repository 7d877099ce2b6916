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
 * @param policyVersion 1 for the policy that the key was made with, one more with each change
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
        int policyVersion,
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
                policyVersion,
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
                policyVersion,
                protection);
    }

    /** This key, under another policy. */
    public KeyMetadata under(AccessPolicy policy) {
        return new KeyMetadata(
                scope,
                keyId,
                keyAlias,
                keyType,
                keyUsage,
                publicKey,
                keyState,
                createdAt,
                validFrom,
                validUntil,
                rotationCount,
                rotatedFrom,
                rotatedTo,
                policy,
                policyVersion + 1,
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
                policyVersion,
                protection);
    }
}
