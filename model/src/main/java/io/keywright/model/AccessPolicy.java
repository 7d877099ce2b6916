package io.keywright.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may use a key, for what, and how much.
 *
 * @param allowedModules the modules that may use the key; {@link #ANY_MODULE} allows all of its scope, an empty set none
 * @param requiresApproval whether each use needs an approval token
 * @param maxUsagePerDay uses of the key per day (UTC), whatever for, counted alike; 1 to 2^53 - 1
 * @param moduleOperations narrows allowed modules to these operations and no others; {@link #ANY_MODULE} narrows those that
 *     are not named
 */
public record AccessPolicy(
        Set<String> allowedModules,
        boolean requiresApproval,
        long maxUsagePerDay,
        Map<String, Set<KeyUsage>> moduleOperations) {

    /** The member of {@code allowed_modules} that stands for every module of the key's scope. */
    public static final String ANY_MODULE = "*";

    /** The largest number that every reader of JSON reads as it is (RFC 7493, section 2.2). */
    public static final long MAX_USAGE = (1L << 53) - 1;

    private static final Pattern MODULE = Pattern.compile("\\*|[A-Za-z0-9._:-]{1,128}");

    public AccessPolicy {
        allowedModules = Set.copyOf(allowedModules);
        moduleOperations = copy(moduleOperations);
        if (!allowedModules.stream().allMatch(MODULE.asMatchPredicate())) {
            throw new IllegalArgumentException(
                    "allowed_modules must be * or 1 to 128 characters of A-Z a-z 0-9 . _ : - each");
        }
        if (maxUsagePerDay < 1 || maxUsagePerDay > MAX_USAGE) {
            throw new IllegalArgumentException("max_usage_per_day must be at least 1, at most " + MAX_USAGE);
        }
        if (!allowedModules.contains(ANY_MODULE) && !allowedModules.containsAll(moduleOperations.keySet())) {
            throw new IllegalArgumentException("module_operations must name modules of allowed_modules only");
        }
        if (!moduleOperations.keySet().stream().allMatch(MODULE.asMatchPredicate())
                || moduleOperations.containsValue(Set.of())) {
            throw new IllegalArgumentException("module_operations must list at least one operation for each module");
        }
    }

    /** Narrows no module. */
    public AccessPolicy(Set<String> allowedModules, boolean requiresApproval, long maxUsagePerDay) {
        this(allowedModules, requiresApproval, maxUsagePerDay, Map.of());
    }

    /** Whether {@code module} may use the key at all. */
    public boolean allows(String module) {
        return allowedModules.contains(module) || allowedModules.contains(ANY_MODULE);
    }

    /** Whether {@code module}, if it may use the key at all, may perform {@code operation} on it. */
    public boolean allows(String module, Operation operation) {
        if (moduleOperations.isEmpty()) {
            return true;
        }
        Set<KeyUsage> narrowed = moduleOperations.getOrDefault(module, moduleOperations.get(ANY_MODULE));
        return narrowed == null || operation.usage().filter(narrowed::contains).isPresent();
    }

    private static Map<String, Set<KeyUsage>> copy(Map<String, Set<KeyUsage>> moduleOperations) {
        Map<String, Set<KeyUsage>> copies = new HashMap<>();
        moduleOperations.forEach((module, operations) -> copies.put(module, Set.copyOf(operations)));
        return Map.copyOf(copies);
    }
}
