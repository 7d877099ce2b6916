package io.keywright.store;

import io.keywright.core.change.KeyChange;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies changes of keys; each answers whether it applied, and nothing happened if not. Which state leads where is not
 * known here: each change says from which state it starts.
 */
final class KeyChanges {

    static final String OF_KEY = " WHERE tenant = ? AND environment = ? AND plane = ? AND key_id = ? AND key_state = ?";
    private static final String IS_STILL = "SELECT 1 FROM keys" + OF_KEY;
    private static final String ROTATE = "UPDATE keys SET key_state = ?, rotated_to = ?" + OF_KEY
            + " AND (SELECT l.policy_version FROM key_lines l WHERE l.id = line) = ?";
    private static final String REVOKE =
            "UPDATE keys SET key_state = ?, wrapped = NULL, destroys_at = NULL, revocation_reason = ?, revoked_at = ?"
                    + OF_KEY;
    private static final String AS_PLANNED = OF_KEY + " AND destroys_at IS NOT DISTINCT FROM ?";
    private static final String MOVE = "UPDATE keys SET key_state = ?, destroys_at = ?" + AS_PLANNED;
    private static final String DESTROY = "UPDATE keys SET key_state = ?, destroys_at = ?, wrapped = NULL" + AS_PLANNED;

    private final Session session;
    private final Codes tenants;
    private final RootVersions roots;
    private final Aliases aliases;
    private final KeyLineChanges lines;

    KeyChanges(Session session, Codes tenants, RootVersions roots) {
        this.session = session;
        this.tenants = tenants;
        this.roots = roots;
        this.aliases = new Aliases(session);
        this.lines = new KeyLineChanges(session, tenants);
    }

    boolean apply(KeyChange change) throws SQLException {
        return switch (change) {
            case KeyChange.Created created -> create(created.key());
            case KeyChange.ImportBegun begun ->
                isUnderRoot(begun.begun()) && KeyImportRow.begin(session, begun.begun(), begun.most());
            case KeyChange.ImportTried tried -> KeyImportRow.count(session, tried.importId(), tried.most());
            case KeyChange.Imported imported -> create(imported);
            case KeyChange.ImportExpired expired ->
                KeyImportRow.end(session, expired.expired().importId());
            case KeyChange.Exported exported -> isStill(exported.key());
            case KeyChange.DistantBegun begun -> DistantKeyRow.begin(session, begun.key(), begun.eraseAfter());
            case KeyChange.DistantErased erased -> DistantKeyRow.erase(session, erased.key());
            case KeyChange.Rotated rotated -> isUnderRoot(rotated.successor()) && rotate(rotated);
            case KeyChange.RotationRuleChanged changed -> lines.changeRotation(changed);
            case KeyChange.RotationAnnounced announced -> lines.announce(announced);
            case KeyChange.PolicyChanged changed -> lines.changePolicy(changed.key());
            case KeyChange.Revoked revoked -> revoke(revoked);
            case KeyChange.Moved moved -> move(moved);
        };
    }

    private boolean isUnderRoot(StoredKey key) throws SQLException {
        return roots.hold(
                key.metadata().scope().tenantId(), key.wrapped().stream().toList());
    }

    private boolean isUnderRoot(KeyImport begun) throws SQLException {
        return roots.hold(begun.scope().tenantId(), List.of(begun.privateKey()));
    }

    boolean create(StoredKey key) throws SQLException {
        long tenant = tenant(key.metadata().scope());
        if (!isUnderRoot(key)
                || !aliases.free(tenant, key.metadata().line())
                || !DistantKeyRow.hasWhatItNeeds(session, key.metadata())) {
            return false;
        }
        KeyLineRow.insert(session, tenant, key.metadata().line());
        insert(tenant, key);
        aliases.give(tenant, key.metadata().line());
        return true;
    }

    private boolean create(KeyChange.Imported imported) throws SQLException {
        KeyMetadata key = imported.key().metadata();
        return KeyImportRow.awaits(session, key) && create(imported.key()) && KeyImportRow.end(session, key.keyId());
    }

    /** Whether {@code key} is in the state that it says. */
    private boolean isStill(KeyMetadata key) throws SQLException {
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

    private boolean rotate(KeyChange.Rotated rotated) throws SQLException {
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

    private boolean revoke(KeyChange.Revoked revoked) throws SQLException {
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

    private boolean move(KeyChange.Moved moved) throws SQLException {
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
