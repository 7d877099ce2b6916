package io.keywright.store;

import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import java.sql.SQLException;
import java.util.Optional;

/** Which key an alias stands for. A destroyed key keeps its alias only until another key asks for it. */
final class Aliases {

    private static final String OF_ALIAS = " WHERE a.tenant = ? AND a.environment = ? AND a.plane = ? AND a.alias = ?";
    private static final String HOLDER_STATE = """
            SELECT k.key_state FROM aliases a JOIN keys k
            ON k.tenant = a.tenant AND k.environment = a.environment AND k.plane = a.plane AND k.key_id = a.key_id""" + OF_ALIAS;
    private static final String GIVE = """
            INSERT INTO aliases (tenant, environment, plane, alias, key_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant, environment, plane, alias) DO UPDATE SET key_id = excluded.key_id""";
    private static final String PASS = """
            UPDATE aliases SET key_id = ?
            WHERE tenant = ? AND environment = ? AND plane = ? AND alias = ? AND key_id = ?""";

    private final Session session;

    Aliases(Session session) {
        this.session = session;
    }

    /** Whether {@code key} wants no alias, or can have the one that it wants. */
    boolean free(long tenant, KeyMetadata key) throws SQLException {
        if (key.keyAlias() == null) {
            return true;
        }
        Optional<String> holderState = session.find(
                HOLDER_STATE,
                row -> row.getString(1),
                tenant,
                key.scope().environment().wireName(),
                key.scope().plane().wireName(),
                key.keyAlias());
        return holderState.isEmpty() || holderState.get().equals(KeyState.DESTROYED.wireName());
    }

    /** Makes the alias that {@code key} has, if it has one, stand for it. */
    void give(long tenant, KeyMetadata key) throws SQLException {
        if (key.keyAlias() != null) {
            session.update(
                    GIVE,
                    tenant,
                    key.scope().environment().wireName(),
                    key.scope().plane().wireName(),
                    key.keyAlias(),
                    UuidBytes.of(key.keyId()));
        }
    }

    /** Makes the alias that stands for {@code predecessor}, if one does, stand for {@code successor}. */
    void pass(long tenant, KeyMetadata predecessor, KeyMetadata successor) throws SQLException {
        if (successor.keyAlias() != null) {
            session.update(
                    PASS,
                    UuidBytes.of(successor.keyId()),
                    tenant,
                    successor.scope().environment().wireName(),
                    successor.scope().plane().wireName(),
                    successor.keyAlias(),
                    UuidBytes.of(predecessor.keyId()));
        }
    }
}
