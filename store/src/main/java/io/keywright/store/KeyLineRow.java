package io.keywright.store;

import io.keywright.core.rotation.Schedule;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of keys as a row: enums by their wire names, lists one member to a line. */
final class KeyLineRow {

    /** The columns that {@link #read} reads. */
    static final String COLUMNS = """
            l.line_id, l.alias, l.key_type, l.key_usage, l.allowed_modules, l.requires_approval, l.max_usage_per_day, \
            l.module_operations, l.policy_version, l.rotation_period, l.exportable""";

    private static final String INSERT = """
            INSERT INTO key_lines (line_id, alias, key_type, key_usage, allowed_modules, requires_approval, max_usage_per_day,
                module_operations, policy_version, rotation_period, rotation_step, exportable, tenant, environment, plane)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private KeyLineRow() {}

    static void insert(Session session, long tenant, KeyLine line) throws SQLException {
        AccessPolicy policy = line.accessPolicy();
        session.update(
                INSERT,
                UuidBytes.of(line.lineId()),
                line.alias(),
                line.keyType().wireName(),
                Lines.of(line.keyUsage().stream().map(KeyUsage::wireName).toList()),
                PolicyColumns.allowedModules(policy),
                PolicyColumns.requiresApproval(policy),
                policy.maxUsagePerDay(),
                PolicyColumns.moduleOperations(policy),
                line.policyVersion(),
                period(line.rotation()),
                Schedule.step(line),
                line.exportable() ? 1 : 0,
                tenant,
                line.scope().environment().wireName(),
                line.scope().plane().wireName());
    }

    static KeyLine read(Scope scope, ResultSet row) throws SQLException {
        return new KeyLine(
                UuidBytes.read(row.getBytes("line_id")),
                scope,
                row.getString("alias"),
                WireName.parse(KeyType.class, row.getString("key_type")),
                usages(row.getString("key_usage")),
                PolicyColumns.read(row),
                row.getInt("policy_version"),
                rotation(row),
                row.getInt("exportable") == 1);
    }

    /** A rule as its column. */
    static @Nullable Long period(RotationRule rule) {
        OptionalLong millis = rule.millis();
        return millis.isPresent() ? millis.getAsLong() : null;
    }

    private static RotationRule rotation(ResultSet row) throws SQLException {
        long millis = row.getLong("rotation_period");
        return RotationRule.ofMillis(row.wasNull() ? OptionalLong.empty() : OptionalLong.of(millis));
    }

    private static Set<KeyUsage> usages(String lines) {
        return lines.lines().map(line -> WireName.parse(KeyUsage.class, line)).collect(Collectors.toSet());
    }
}
