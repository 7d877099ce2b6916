package io.keywright.server.rest.keys;

import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyUsage;
import io.keywright.server.rest.json.Required;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key's access policy on the wire.
 *
 * @param allowedModules modules of the scope that may use the key; {@code *} for all, empty for none
 * @param moduleOperations what single modules of these may do; null for everything
 */
@Schema(name = "AccessPolicy")
record AccessPolicyBody(
        @Required Set<String> allowedModules,
        @Nullable Boolean requiresApproval,
        @Nullable Long maxUsagePerDay,
        @Nullable Map<String, Set<KeyUsage>> moduleOperations) {

    AccessPolicy toPolicy(long maxUsagePerDayDefault) {
        return new AccessPolicy(
                allowedModules,
                Boolean.TRUE.equals(requiresApproval),
                maxUsagePerDay == null ? maxUsagePerDayDefault : maxUsagePerDay,
                moduleOperations == null ? Map.of() : complete(moduleOperations));
    }

    /** JSON's null is neither a list of operations nor an operation. */
    private static Map<String, Set<KeyUsage>> complete(Map<String, Set<KeyUsage>> moduleOperations) {
        moduleOperations.forEach((module, operations) -> {
            if (Objects.isNull(operations) || operations.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("module_operations must not hold null");
            }
        });
        return moduleOperations;
    }

    static AccessPolicyBody of(AccessPolicy policy) {
        return new AccessPolicyBody(
                new TreeSet<>(policy.allowedModules()),
                policy.requiresApproval(),
                policy.maxUsagePerDay(),
                policy.moduleOperations().isEmpty() ? null : inOrder(policy.moduleOperations()));
    }

    private static Map<String, Set<KeyUsage>> inOrder(Map<String, Set<KeyUsage>> moduleOperations) {
        Map<String, Set<KeyUsage>> ordered = new TreeMap<>();
        moduleOperations.forEach((module, operations) -> ordered.put(module, new TreeSet<>(operations)));
        return ordered;
    }
}
