package io.keywright.model;

import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern MODULE = Pattern.compile("\\*|[A-Za-z0-9._:-]{1,128}");

    public AccessPolicy {
        allowedModules = Set.copyOf(allowedModules);
        if (!allowedModules.stream().allMatch(MODULE.asMatchPredicate())) {
            throw new IllegalArgumentException(
                    "allowed_modules must be * or 1 to 128 characters of A-Z a-z 0-9 . _ : - each");
        }
        if (maxUsagePerDay < 1) {
            throw new IllegalArgumentException("max_usage_per_day must be at least 1");
        }
    }

    /** Whether {@code module} may use the key at all. */
    public boolean allows(String module) {
        return allowedModules.contains(module) || allowedModules.contains(ANY_MODULE);
    }
}
