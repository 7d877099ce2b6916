package io.keywright.store;

import io.keywright.core.change.KeyChange;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.sql.SQLException;

/**
 * Applies changes of keys; each answers whether it applied, and nothing happened if not. Which state leads where is not
 * known here: each change says from which state it starts.
 */
final class KeyChanges {

    private static final String OF_KEY =
            " WHERE tenant = ? AND environment = ? AND plane = ? AND key_id = ? AND key_state = ?";
    private static final String IS_STILL = "SELECT 1 FROM keys" + OF_KEY;
    private static final String ROTATE = "UPDATE keys SET key_state = ?, rotated_to = ?" + OF_KEY
            + " AND (SELECT l.policy_version FROM key_lines l WHERE l.id = line) = ?";
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
    private static final String REVOKE =
            "UPDATE keys SET key_state = ?, wrapped = NULL, destroys_at = NULL, revocation_reason = ?, revoked_at = ?"
                    + OF_KEY;
    private static final String AS_PLANNED = OF_KEY + " AND destroys_at IS NOT DISTINCT FROM ?";
    private static final String MOVE = "UPDATE keys SET key_state = ?, destroys_at = ?" + AS_PLANNED;
    private static final String DESTROY = "UPDATE keys SET key_state = ?, destroys_at = ?, wrapped = NULL" + AS_PLANNED;

    private final Session session;
    private final Codes tenants;
    private final Aliases aliases;

    KeyChanges(Session session, Codes tenants) {
        this.session = session;
        this.tenants = tenants;
        this.aliases = new Aliases(session);
    }

    boolean create(StoredKey key) throws SQLException {
        long tenant = tenant(key.metadata().scope());
        if (!aliases.free(tenant, key.metadata().line()) || !DistantKeyRow.hasWhatItNeeds(session, key.metadata())) {
            return false;
        }
        KeyLineRow.insert(session, tenant, key.metadata().line());
        insert(tenant, key);
        aliases.give(tenant, key.metadata().line());
        return true;
    }

    boolean create(KeyChange.Imported imported) throws SQLException {
        KeyMetadata key = imported.key().metadata();
        return KeyImportRow.awaits(session, key) && create(imported.key()) && KeyImportRow.end(session, key.keyId());
    }

    /** Whether {@code key} is in the state that it says. */
    boolean isStill(KeyMetadata key) throws SQLException {
        return session.find(
                        IS_STILL,
                        row -> row.getInt(1),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        key.keyState().wireName())
                .isPresent();
    }

    boolean rotate(KeyChange.Rotated rotated) throws SQLException {
        long tenant = tenant(rotated.predecessor().scope());
        boolean complete =
                DistantKeyRow.hasWhatItNeeds(session, rotated.successor().metadata());
        if (!complete || !moveOn(rotated, tenant)) {
            return false;
        }
        insert(tenant, rotated.successor());
        if (rotated.run().isPresent()) {
            RunResultRow.insertRotated(session, tenant, rotated.run().get(), rotated);
        }
        return true;
    }

    private boolean moveOn(KeyChange.Rotated rotated, long tenant) throws SQLException {
        KeyMetadata predecessor = rotated.predecessor();
        Scope scope = predecessor.scope();
        return session.update(
                        ROTATE,
                        predecessor.keyState().wireName(),
                        UuidBytes.ofNullable(predecessor.rotatedTo()),
                        tenant,
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(predecessor.keyId()),
                        rotated.from().wireName(),
                        predecessor.policyVersion())
                == 1;
    }

    private void insert(long tenant, StoredKey key) throws SQLException {
        KeyRow.insert(session, tenant, key);
        DistantKeyRow.need(session, key.metadata());
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

    boolean revoke(KeyChange.Revoked revoked) throws SQLException {
        Scope scope = revoked.key().scope();
        boolean applied = session.update(
                        REVOKE,
                        revoked.key().keyState().wireName(),
                        revoked.reason().wireName(),
                        revoked.revokedAt().toEpochMilli(),
                        tenant(scope),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(revoked.key().keyId()),
                        revoked.from().wireName())
                == 1;
        if (applied) {
            DistantKeyRow.needNoMore(session, revoked.key().keyId(), revoked.revokedAt());
        }
        return applied;
    }

    boolean move(KeyChange.Moved moved) throws SQLException {
        KeyMetadata key = moved.key();
        boolean destroyed = key.keyState() == KeyState.DESTROYED;
        boolean applied = session.update(
                        destroyed ? DESTROY : MOVE,
                        key.keyState().wireName(),
                        KeyRow.millis(key.destroysAt()),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        moved.before().keyState().wireName(),
                        KeyRow.millis(moved.before().destroysAt()))
                == 1;
        if (applied && destroyed) {
            DistantKeyRow.needNoMore(session, key.keyId(), moved.at());
        }
        return applied;
    }

    private long tenant(Scope scope) throws SQLException {
        return tenants.of(session, scope.tenantId());
    }
}
