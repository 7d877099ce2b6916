package io.keywright.store;

import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyUsage;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An access policy as columns of its key's row; what single modules may do as lines of {@code MODULE OPERATION,OPERATION}. */
final class PolicyColumns {

    private PolicyColumns() {}

    static String allowedModules(AccessPolicy policy) {
        return Lines.of(policy.allowedModules());
    }

    static int requiresApproval(AccessPolicy policy) {
        return policy.requiresApproval() ? 1 : 0;
    }

    static String moduleOperations(AccessPolicy policy) {
        return Lines.of(policy.moduleOperations().entrySet().stream()
                .map(entry -> entry.getKey() + " " + names(entry.getValue()))
                .toList());
    }

    private static String names(Set<KeyUsage> operations) {
        return operations.stream().sorted().map(KeyUsage::wireName).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if the columns hold what this code does not know */
    static AccessPolicy read(ResultSet row) throws SQLException {
        return new AccessPolicy(
                row.getString("allowed_modules").lines().collect(Collectors.toSet()),
                row.getInt("requires_approval") != 0,
                row.getLong("max_usage_per_day"),
                operationsByModule(row.getString("module_operations").lines().toList()));
    }

    private static Map<String, Set<KeyUsage>> operationsByModule(List<String> lines) {
        Map<String, Set<KeyUsage>> byModule = new HashMap<>();
        for (String line : lines) {
            String module = line.substring(0, Math.max(0, line.indexOf(' ')));
            Set<KeyUsage> operations =
                    operations(line.substring(module.length()).strip());
            if (byModule.put(module, operations) != null) {
                throw new IllegalArgumentException("a module that is there twice");
            }
        }
        return byModule;
    }

    private static Set<KeyUsage> operations(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> WireName.parse(KeyUsage.class, name))
                .collect(Collectors.toSet());
    }
}
