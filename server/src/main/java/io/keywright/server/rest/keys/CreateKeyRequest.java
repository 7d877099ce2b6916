package io.keywright.server.rest.keys;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param keyUsage a non-empty subset of what the key type can do
 * @param protection null for software
 * @param provider which provider keeps a key of protection hsm; null for the only one that may
 * @param rotationPeriod an ISO 8601 duration, off or standard; null for standard
 * @param exportable null for false
 */
record CreateKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required KeyType keyType,
        @Required Set<KeyUsage> keyUsage,
        @Nullable String keyAlias,
        @Nullable AccessPolicyBody accessPolicy,
        @Nullable Instant validUntil,
        @Nullable Protection protection,
        @Nullable String provider,
        @Nullable String rotationPeriod,
        @Nullable Boolean exportable,
        @Nullable String approvalToken)
        implements Approvable {

    NewKey toNewKey(long maxUsagePerDayDefault) {
        try {
            return new NewKey(
                    new ScopeClaim(tenantId, environment, plane),
                    keyType,
                    keyUsage,
                    Objects.requireNonNullElse(protection, Protection.SOFTWARE),
                    provider,
                    keyAlias == null ? null : new KeyReference.ByAlias(keyAlias).alias(),
                    accessPolicy == null ? null : accessPolicy.toPolicy(maxUsagePerDayDefault),
                    validUntil,
                    RotationBody.rule(rotationPeriod),
                    Boolean.TRUE.equals(exportable));
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "Correct the request: " + e.getMessage() + ".", Map.of());
        }
    }
}
