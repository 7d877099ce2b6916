package io.keywright.core.ledger;

import io.keywright.core.change.KeyChange;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Origin;
import io.keywright.model.RotationRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of keys. */
public final class KeyDetails {

    private KeyDetails() {}

    static Map<String, @Nullable Object> of(KeyChange change) {
        return switch (change) {
            case KeyChange.Created created -> of(created.key().metadata());
            case KeyChange.ImportBegun begun -> importing(begun.begun());
            case KeyChange.ImportTried tried -> Map.of();
            case KeyChange.Imported imported -> of(imported.key().metadata());
            case KeyChange.ImportExpired expired -> importing(expired.expired());
            case KeyChange.Exported exported -> export(exported);
            case KeyChange.DistantBegun begun -> Map.of();
            case KeyChange.DistantErased erased -> Map.of();
            case KeyChange.Rotated rotated -> rotation(rotated);
            case KeyChange.RotationRuleChanged changed -> rotationRule(changed);
            case KeyChange.RotationAnnounced announced -> announcement(announced);
            case KeyChange.PolicyChanged changed -> policy(changed.key());
            case KeyChange.Revoked revoked -> revocation(revoked);
            case KeyChange.Moved moved -> move(moved);
        };
    }

    /** All of a new key's metadata but its scope, which the receipt has. */
    public static Map<String, @Nullable Object> of(KeyMetadata key) {
        Map<String, @Nullable Object> details = Details.members(
                "key_id", key.keyId().toString(),
                "key_type", key.keyType().wireName(),
                "key_usage", Details.names(key.keyUsage()),
                "key_state", key.keyState().wireName(),
                "public_key", key.publicKey(),
                "created_at", Details.time(key.createdAt()),
                "valid_from", Details.time(key.validFrom()),
                "valid_until", Details.time(key.validUntil()),
                "rotation_count", key.rotationCount(),
                "protection", key.protection().wireName());
        if (key.origin() != Origin.GENERATED) {
            details.put("origin", key.origin().wireName());
        }
        if (key.exportable()) {
            details.put("exportable", true);
        }
        details.put("key_alias", key.keyAlias());
        details.put("rotated_from", Details.text(key.rotatedFrom()));
        if (!key.line().rotation().equals(RotationRule.STANDARD)) {
            details.put("rotation_period", key.line().rotation().wireName());
        }
        details.putAll(policy(key));
        return details;
    }

    /** What is said of the import of a key: its plan in the form that the store keeps. */
    private static Map<String, @Nullable Object> importing(KeyImport importing) {
        return Details.members(
                "import_id", importing.importId().toString(),
                "expires_at", Details.time(importing.expiresAt()),
                "plan", CanonicalJson.read(importing.plan()));
    }

    private static Map<String, @Nullable Object> export(KeyChange.Exported exported) {
        return Details.members(
                "key_id", exported.key().keyId().toString(),
                "key_state", exported.key().keyState().wireName(),
                "wrapping_key_sha256", exported.recipientSha256());
    }

    private static Map<String, @Nullable Object> rotation(KeyChange.Rotated rotated) {
        KeyMetadata successor = rotated.successor().metadata();
        Map<String, @Nullable Object> details = Details.members(
                "old_key_id", rotated.predecessor().keyId().toString(),
                "old_key_state", rotated.predecessor().keyState().wireName(),
                "new_key_id", successor.keyId().toString(),
                "rotation_ts", Details.time(successor.createdAt()),
                "new_key", of(successor));
        rotated.run().ifPresent(run -> details.put("rotation_run", run.toString()));
        return details;
    }

    private static Map<String, @Nullable Object> rotationRule(KeyChange.RotationRuleChanged changed) {
        return Details.members(
                "key_id", changed.key().keyId().toString(),
                "rotation_period", changed.key().line().rotation().wireName(),
                "previous_rotation_period", changed.before().wireName());
    }

    private static Map<String, @Nullable Object> announcement(KeyChange.RotationAnnounced announced) {
        return Details.members(
                "key_id", announced.key().keyId().toString(),
                "due_at", Details.time(announced.dueAt()),
                "days_left", announced.daysLeft());
    }

    private static Map<String, @Nullable Object> revocation(KeyChange.Revoked revoked) {
        return Details.members(
                "key_id", revoked.key().keyId().toString(),
                "key_state", revoked.key().keyState().wireName(),
                "previous_key_state", revoked.from().wireName(),
                "revocation_reason", revoked.reason().wireName(),
                "revoked_at", Details.time(revoked.revokedAt()));
    }

    private static Map<String, @Nullable Object> move(KeyChange.Moved moved) {
        Map<String, @Nullable Object> details = Details.members(
                "key_id", moved.key().keyId().toString(),
                "key_state", moved.key().keyState().wireName(),
                "previous_key_state", moved.before().keyState().wireName());
        Instant destroysAt = moved.key().destroysAt();
        if (destroysAt != null) {
            details.put("destroys_at", Details.time(destroysAt));
        }
        return details;
    }

    private static Map<String, @Nullable Object> policy(KeyMetadata key) {
        return Details.members(
                "key_id", key.keyId().toString(),
                "policy_version", key.policyVersion(),
                "access_policy", policy(key.accessPolicy()));
    }

    private static Map<String, @Nullable Object> policy(AccessPolicy policy) {
        Map<String, Object> moduleOperations = new HashMap<>();
        policy.moduleOperations().forEach((module, uses) -> moduleOperations.put(module, Details.names(uses)));
        return Details.members(
                "allowed_modules", policy.allowedModules().stream().sorted().toList(),
                "requires_approval", policy.requiresApproval(),
                "max_usage_per_day", policy.maxUsagePerDay(),
                "module_operations", moduleOperations);
    }
}
