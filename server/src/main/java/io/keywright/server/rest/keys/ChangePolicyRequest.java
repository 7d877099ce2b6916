package io.keywright.server.rest.keys;

import io.keywright.model.AccessPolicy;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole policy: what is required has no default here, so that nothing is loosened by leaving it out. */
record ChangePolicyRequest(
        @Required Set<String> allowedModules,
        @Required Boolean requiresApproval,
        @Required Long maxUsagePerDay,
        @Nullable Map<String, Set<KeyUsage>> moduleOperations,
        @Nullable String approvalToken)
        implements Approvable {

    AccessPolicy toPolicy() {
        try {
            return new AccessPolicyBody(allowedModules, requiresApproval, maxUsagePerDay, moduleOperations)
                    .toPolicy(maxUsagePerDay);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "Correct the request: " + e.getMessage() + ".", Map.of());
        }
    }
}
