package io.keywright.core.lifecycle;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Protection;
import io.keywright.model.RotationRule;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for when it asks for a key.
 *
 * @param provider which provider keeps its private key inside; null for the only one that may
 * @param accessPolicy null for the default: the caller's own module or the configured ones, no approval, the configured daily limit
 * @param validUntil null for the configured validity
 * @param rotation when the service makes its next version by itself
 * @param exportable whether its material may leave the service, wrapped for somebody
 */
public record NewKey(
        ScopeClaim scope,
        KeyType keyType,
        Set<KeyUsage> keyUsage,
        Protection protection,
        @Nullable String provider,
        @Nullable String keyAlias,
        @Nullable AccessPolicy accessPolicy,
        @Nullable Instant validUntil,
        RotationRule rotation,
        boolean exportable) {

    /** One that is rotated as the installation has it, and stays. */
    public NewKey(
            ScopeClaim scope,
            KeyType keyType,
            Set<KeyUsage> keyUsage,
            Protection protection,
            @Nullable String provider,
            @Nullable String keyAlias,
            @Nullable AccessPolicy accessPolicy,
            @Nullable Instant validUntil) {
        this(
                scope,
                keyType,
                keyUsage,
                protection,
                provider,
                keyAlias,
                accessPolicy,
                validUntil,
                RotationRule.STANDARD,
                false);
    }
}
