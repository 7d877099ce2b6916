package io.keywright.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a {@link KeyLine}: what has material of its own. It is what a {@code key_id} names.
 *
 * @param number 1 for the first of its line, one more with each rotation
 * @param publicKey PEM SubjectPublicKeyInfo (RFC 7468), or {@code ""} for symmetric keys
 * @param rotatedFrom the version that this one replaced
 * @param rotatedTo the version that replaced this one
 * @param destroysAt when its material is to be erased, if that is planned
 * @param origin where that was made
 */
public record KeyVersion(
        UUID keyId,
        int number,
        KeyState state,
        String publicKey,
        Instant createdAt,
        Instant validFrom,
        Instant validUntil,
        @Nullable UUID rotatedFrom,
        @Nullable UUID rotatedTo,
        Protection protection,
        @Nullable Instant destroysAt,
        Origin origin) {

    /** One that was made here, whose destruction is not planned. */
    public KeyVersion(
            UUID keyId,
            int number,
            KeyState state,
            String publicKey,
            Instant createdAt,
            Instant validFrom,
            Instant validUntil,
            @Nullable UUID rotatedFrom,
            @Nullable UUID rotatedTo,
            Protection protection) {
        this(
                keyId,
                number,
                state,
                publicKey,
                createdAt,
                validFrom,
                validUntil,
                rotatedFrom,
                rotatedTo,
                protection,
                null,
                Origin.GENERATED);
    }

    /** This version, in another state, its destruction not planned any more. */
    public KeyVersion in(KeyState state) {
        return with(state, publicKey, rotatedTo, null);
    }

    /** This version, to be destroyed at that time. */
    public KeyVersion destroyedAt(Instant time) {
        return with(state, publicKey, rotatedTo, time);
    }

    /** This version, replaced by {@code successor}. */
    public KeyVersion rotatedTo(UUID successor) {
        return with(state, publicKey, successor, null);
    }

    /** This version, with the public half that was made for it. */
    public KeyVersion withPublicKey(String pem) {
        return with(state, pem, rotatedTo, null);
    }

    private KeyVersion with(
            KeyState newState, String newPublicKey, @Nullable UUID newRotatedTo, @Nullable Instant newDestroysAt) {
        return new KeyVersion(
                keyId,
                number,
                newState,
                newPublicKey,
                createdAt,
                validFrom,
                validUntil,
                rotatedFrom,
                newRotatedTo,
                protection,
                newDestroysAt,
                origin);
    }
}
