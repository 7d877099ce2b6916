package io.keywright.chaos.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the ledger, and knows which versions belong to one line and which policy is in force for it. */
final class Lines {

    /** What a policy says. */
    record Policy(List<?> modules, long usesPerDay) {

        boolean admits(String module) {
            return modules.contains("*") || modules.contains(module);
        }
    }

    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, Policy> policies = new HashMap<>();

    /** Takes in the next entry. */
    void follow(Entry entry) {
        if (entry.is("key_generated")) {
            lines.put(entry.keyId(), entry.keyId());
            learnPolicy(entry);
        } else if (entry.is("key_rotated")) {
            lines.put(entry.changed("new_key_id"), line(entry.changed("old_key_id")));
        } else if (entry.is("policy_changed")) {
            learnPolicy(entry);
        }
    }

    private void learnPolicy(Entry entry) {
        if (entry.change().get("access_policy") instanceof Map<?, ?> policy) {
            policies.put(line(entry.keyId()), policy(policy));
        }
    }

    /** The line of a version, called as its first one. */
    String line(String keyId) {
        return lines.getOrDefault(keyId, keyId);
    }

    /** The policy of a version; null if the ledger has not told of the key. */
    @Nullable Policy policy(String keyId) {
        return policies.get(line(keyId));
    }

    private static Policy policy(Map<?, ?> members) {
        List<?> modules = members.get("allowed_modules") instanceof List<?> list ? list : List.of();
        long uses = members.get("max_usage_per_day") instanceof Number most ? most.longValue() : 0;
        return new Policy(modules, uses);
    }
}
