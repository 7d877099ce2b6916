package io.keywright.server.rest.keys;

import io.keywright.core.lifecycle.NewKey;
import io.keywright.model.Environment;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What key will be imported, in the words of {@link CreateKeyRequest}. */
record BeginImportRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required KeyType keyType,
        @Required Set<KeyUsage> keyUsage,
        @Nullable String keyAlias,
        @Nullable AccessPolicyBody accessPolicy,
        @Nullable Instant validUntil,
        @Nullable String rotationPeriod,
        @Nullable Boolean exportable,
        @Nullable String approvalToken)
        implements Approvable {

    NewKey toNewKey(long maxUsagePerDayDefault) {
        return new CreateKeyRequest(
                        tenantId,
                        environment,
                        plane,
                        keyType,
                        keyUsage,
                        keyAlias,
                        accessPolicy,
                        validUntil,
                        null,
                        null,
                        rotationPeriod,
                        exportable,
                        null)
                .toNewKey(maxUsagePerDayDefault);
    }
}
