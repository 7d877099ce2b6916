package io.keywright.model;

import java.util.Set;

/**
 * Who may use a key, and how much.
 *
 * @param allowedModules the modules that may use the key; {@link #ANY_MODULE} allows all of its scope, an empty set none
 * @param requiresApproval whether each use needs an approval token
 * @param maxUsagePerDay uses of the key per day (UTC), sign, verify, encrypt and decrypt counted alike; at least 1
 */
public record AccessPolicy(Set<String> allowedModules, boolean requiresApproval, long maxUsagePerDay) {

    /** The member of {@code allowed_modules} that stands for every module of the key's scope. */
    public static final String ANY_MODULE = "*";

    public AccessPolicy {
        allowedModules = Set.copyOf(allowedModules);
        if (maxUsagePerDay < 1) {
            throw new IllegalArgumentException("max_usage_per_day must be at least 1");
        }
    }

    /** Whether {@code module} may use the key at all. */
    public boolean allows(String module) {
        return allowedModules.contains(module) || allowedModules.contains(ANY_MODULE);
    }
}
