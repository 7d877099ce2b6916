package io.keywright.store;

import static io.keywright.store.KeyChanges.OF_KEY;

import io.keywright.core.change.KeyChange;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import java.sql.SQLException;

/** Applies changes of what holds for a line of keys: its policy, and when it is rotated. */
final class KeyLineChanges {

    private static final String CHANGE_POLICY =
            "UPDATE key_lines SET allowed_modules = ?, requires_approval = ?, max_usage_per_day = ?,"
                    + " module_operations = ?, policy_version = ?"
                    + " WHERE id = (SELECT line FROM keys" + OF_KEY + ") AND policy_version = ?"
                    + " AND rotation_period IS NOT DISTINCT FROM ?";
    private static final String CHANGE_ROTATION = "UPDATE key_lines SET rotation_period = ?"
            + " WHERE id = (SELECT line FROM keys" + OF_KEY + ") AND rotation_period IS NOT DISTINCT FROM ?"
            + " AND policy_version = ?";
    private static final String ANNOUNCE = "UPDATE keys SET rotation_announced = ?" + OF_KEY
            + " AND (rotation_announced IS NULL OR rotation_announced > ?)";

    private final Session session;
    private final Codes tenants;

    KeyLineChanges(Session session, Codes tenants) {
        this.session = session;
        this.tenants = tenants;
    }

    boolean changeRotation(KeyChange.RotationRuleChanged changed) throws SQLException {
        KeyMetadata key = changed.key();
        return session.update(
                        CHANGE_ROTATION,
                        KeyLineRow.period(key.line().rotation()),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        key.keyState().wireName(),
                        KeyLineRow.period(changed.before()),
                        key.policyVersion())
                == 1;
    }

    boolean announce(KeyChange.RotationAnnounced announced) throws SQLException {
        KeyMetadata key = announced.key();
        return session.update(
                        ANNOUNCE,
                        announced.daysLeft(),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        KeyState.ACTIVE.wireName(),
                        announced.daysLeft())
                == 1;
    }

    boolean changePolicy(KeyMetadata key) throws SQLException {
        AccessPolicy policy = key.accessPolicy();
        return session.update(
                        CHANGE_POLICY,
                        PolicyColumns.allowedModules(policy),
                        PolicyColumns.requiresApproval(policy),
                        policy.maxUsagePerDay(),
                        PolicyColumns.moduleOperations(policy),
                        key.policyVersion(),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        key.keyState().wireName(),
                        key.policyVersion() - 1,
                        KeyLineRow.period(key.line().rotation()))
                == 1;
    }

    private long tenant(Scope scope) throws SQLException {
        return tenants.of(session, scope.tenantId());
    }
}
