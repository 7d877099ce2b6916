package io.keywright.store;

import io.keywright.core.journal.Change.KeyRevoked;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.sql.SQLException;

/** Applies changes of keys; each answers whether it applied, and nothing happened if not. */
final class KeyChanges {

    private static final String OF_KEY = " WHERE tenant = ? AND environment = ? AND plane = ? AND key_id = ?";
    private static final String ROTATE =
            "UPDATE keys SET key_state = ?, valid_until = ?, rotation_count = ?, rotated_to = ?" + OF_KEY
                    + " AND key_state = ? AND policy_version = ?";
    private static final String CHANGE_POLICY =
            "UPDATE keys SET allowed_modules = ?, requires_approval = ?, max_usage_per_day = ?, module_operations = ?,"
                    + " policy_version = ?" + OF_KEY + " AND policy_version = ? AND key_state <> ?";
    private static final String REVOKE =
            "UPDATE keys SET key_state = ?, wrapped = NULL, revocation_reason = ?, revoked_at = ?" + OF_KEY
                    + " AND key_state = ?";

    private static final String ARCHIVE = "UPDATE keys SET key_state = ?" + OF_KEY + " AND key_state = ?";

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
        if (!aliases.free(tenant, key.metadata())) {
            return false;
        }
        KeyRow.insert(session, tenant, key);
        aliases.give(tenant, key.metadata());
        return true;
    }

    boolean rotate(KeyMetadata predecessor, StoredKey successor) throws SQLException {
        Scope scope = predecessor.scope();
        long tenant = tenant(scope);
        int rotated = session.update(
                ROTATE,
                predecessor.keyState().wireName(),
                predecessor.validUntil().toEpochMilli(),
                predecessor.rotationCount(),
                UuidBytes.ofNullable(predecessor.rotatedTo()),
                tenant,
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(predecessor.keyId()),
                KeyState.ACTIVE.wireName(),
                predecessor.policyVersion());
        if (rotated != 1) {
            return false;
        }
        KeyRow.insert(session, tenant, successor);
        aliases.pass(tenant, predecessor, successor.metadata());
        return true;
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
                        key.policyVersion() - 1,
                        KeyState.DESTROYED.wireName())
                == 1;
    }

    boolean revoke(KeyRevoked revoked) throws SQLException {
        Scope scope = revoked.key().scope();
        return session.update(
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
    }

    boolean archive(KeyMetadata key) throws SQLException {
        return session.update(
                        ARCHIVE,
                        key.keyState().wireName(),
                        tenant(key.scope()),
                        key.scope().environment().wireName(),
                        key.scope().plane().wireName(),
                        UuidBytes.of(key.keyId()),
                        KeyState.PENDING_ROTATION.wireName())
                == 1;
    }

    private long tenant(Scope scope) throws SQLException {
        return tenants.of(session, scope.tenantId());
    }
}
