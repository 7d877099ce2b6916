package io.keywright.core.transfer;

import io.keywright.core.crypto.Binding;
import io.keywright.core.ledger.Details;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What key an import will make, settled when it begins. It is kept as an RFC 8785 object to which the import's private key is
 * bound: whoever alters it in the store makes it of no use.
 */
record ImportPlan(KeyLine line, Instant validUntil, Instant expiresAt) {

    byte[] bytes() {
        AccessPolicy policy = line.accessPolicy();
        Map<String, @Nullable Object> plan = Details.members(
                "key_type", line.keyType().wireName(),
                "key_usage", Details.names(line.keyUsage()),
                "allowed_modules", policy.allowedModules().stream().sorted().toList(),
                "requires_approval", policy.requiresApproval(),
                "max_usage_per_day", policy.maxUsagePerDay(),
                "module_operations", named(policy.moduleOperations()),
                "rotation_period", line.rotation().wireName(),
                "exportable", line.exportable(),
                "valid_until", Details.time(validUntil),
                "expires_at", Details.time(expiresAt));
        plan.put("key_alias", line.alias());
        return CanonicalJson.write(plan);
    }

    private static Map<String, Object> named(Map<String, Set<KeyUsage>> operations) {
        Map<String, Object> named = new TreeMap<>();
        operations.forEach((module, uses) -> named.put(module, Details.names(uses)));
        return named;
    }

    static ImportPlan of(KeyImport begun) {
        Map<String, @Nullable Object> plan = CanonicalJson.read(begun.plan());
        AccessPolicy policy = new AccessPolicy(
                Set.copyOf(texts(plan.get("allowed_modules"))),
                Boolean.TRUE.equals(plan.get("requires_approval")),
                plan.get("max_usage_per_day") instanceof Number most ? most.longValue() : 0,
                operations(plan.get("module_operations")));
        KeyLine line = new KeyLine(
                begun.importId(),
                begun.scope(),
                plan.get("key_alias") instanceof String alias ? alias : null,
                WireName.parse(KeyType.class, text(plan.get("key_type"))),
                usages(plan.get("key_usage")),
                policy,
                1,
                RotationRule.parse(text(plan.get("rotation_period"))),
                Boolean.TRUE.equals(plan.get("exportable")));
        return new ImportPlan(
                line, Instant.parse(text(plan.get("valid_until"))), Instant.parse(text(plan.get("expires_at"))));
    }

    private static Map<String, Set<KeyUsage>> operations(@Nullable Object named) {
        return named instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(entry -> text(entry.getKey()), entry -> usages(entry.getValue())))
                : Map.of();
    }

    private static Set<KeyUsage> usages(@Nullable Object names) {
        return texts(names).stream()
                .map(name -> WireName.parse(KeyUsage.class, name))
                .collect(Collectors.toSet());
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> texts
                ? texts.stream().map(ImportPlan::text).toList()
                : List.of();
    }

    private static String text(@Nullable Object text) {
        return String.valueOf(text);
    }

    /** What the private key of an import belongs to: its scope, its id and its plan. */
    static Binding binding(Scope scope, UUID importId, byte[] plan) {
        String digest = Base64.getEncoder().encodeToString(Sha256.of(plan));
        return Binding.of(scope, importId.toString(), "key-import;" + digest);
    }
}
