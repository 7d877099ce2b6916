package io.keywright.server.rest;

import io.keywright.model.AccessPolicy;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key's access policy on the wire.
 *
 * @param allowedModules modules of the scope that may use the key; {@code *} for all, empty for none
 */
@Schema(name = "AccessPolicy")
record AccessPolicyBody(
        @Required Set<String> allowedModules,
        @Nullable Boolean requiresApproval,
        @Nullable Long maxUsagePerDay) {

    AccessPolicy toPolicy(long maxUsagePerDayDefault) {
        return new AccessPolicy(
                allowedModules,
                Boolean.TRUE.equals(requiresApproval),
                maxUsagePerDay == null ? maxUsagePerDayDefault : maxUsagePerDay);
    }

    static AccessPolicyBody of(AccessPolicy policy) {
        return new AccessPolicyBody(
                new TreeSet<>(policy.allowedModules()), policy.requiresApproval(), policy.maxUsagePerDay());
    }
}
