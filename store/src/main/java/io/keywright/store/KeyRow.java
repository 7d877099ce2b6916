package io.keywright.store;

import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A key as a row: enums by their wire names, times in milliseconds since 1970, lists one member to a line. */
final class KeyRow {

    /** The columns that {@link #metadata} reads. */
    static final String METADATA = """
            key_id, key_alias, key_type, key_usage, public_key, key_state, created_at, valid_from, valid_until, \
            rotation_count, rotated_from, rotated_to, allowed_modules, requires_approval, max_usage_per_day, \
            module_operations, policy_version, protection""";

    private static final String INSERT = """
            INSERT INTO keys (key_id, key_alias, key_type, key_usage, public_key, key_state, created_at, valid_from,
                valid_until, rotation_count, rotated_from, rotated_to, allowed_modules, requires_approval,
                max_usage_per_day, module_operations, policy_version, protection, wrapped, root_version, tenant, environment,
                plane)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** A key without material lies under no root; the column wants a number. */
    private static final int FIRST_ROOT = 1;

    private KeyRow() {}

    static void insert(Session session, long tenant, StoredKey key) throws SQLException {
        KeyMetadata metadata = key.metadata();
        AccessPolicy policy = metadata.accessPolicy();
        session.update(
                INSERT,
                UuidBytes.of(metadata.keyId()),
                metadata.keyAlias(),
                metadata.keyType().wireName(),
                Lines.of(metadata.keyUsage().stream().map(KeyUsage::wireName).toList()),
                metadata.publicKey(),
                metadata.keyState().wireName(),
                metadata.createdAt().toEpochMilli(),
                metadata.validFrom().toEpochMilli(),
                metadata.validUntil().toEpochMilli(),
                metadata.rotationCount(),
                UuidBytes.ofNullable(metadata.rotatedFrom()),
                UuidBytes.ofNullable(metadata.rotatedTo()),
                PolicyColumns.allowedModules(policy),
                PolicyColumns.requiresApproval(policy),
                policy.maxUsagePerDay(),
                PolicyColumns.moduleOperations(policy),
                metadata.policyVersion(),
                metadata.protection().wireName(),
                key.wrapped().map(WrappedSecret::blob).orElse(null),
                key.wrapped().map(WrappedSecret::rootVersion).orElse(FIRST_ROOT),
                tenant,
                metadata.scope().environment().wireName(),
                metadata.scope().plane().wireName());
    }

    static StoredKey stored(Scope scope, ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes("wrapped");
        return new StoredKey(
                metadata(scope, row),
                wrapped == null
                        ? Optional.empty()
                        : Optional.of(new WrappedSecret(row.getInt("root_version"), wrapped)));
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static KeyMetadata metadata(Scope scope, ResultSet row) throws SQLException {
        try {
            return known(scope, row);
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key's row is damaged, or was written by a newer version", e);
        }
    }

    private static KeyMetadata known(Scope scope, ResultSet row) throws SQLException {
        return new KeyMetadata(
                scope,
                UuidBytes.read(row.getBytes("key_id")),
                row.getString("key_alias"),
                WireName.parse(KeyType.class, row.getString("key_type")),
                usages(row.getString("key_usage")),
                row.getString("public_key"),
                WireName.parse(KeyState.class, row.getString("key_state")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("valid_from")),
                Instant.ofEpochMilli(row.getLong("valid_until")),
                row.getInt("rotation_count"),
                UuidBytes.readNullable(row.getBytes("rotated_from")),
                UuidBytes.readNullable(row.getBytes("rotated_to")),
                PolicyColumns.read(row),
                row.getInt("policy_version"),
                WireName.parse(Protection.class, row.getString("protection")));
    }

    private static Set<KeyUsage> usages(String lines) {
        return lines.lines().map(line -> WireName.parse(KeyUsage.class, line)).collect(Collectors.toSet());
    }
}
