package io.keywright.store;

import io.keywright.model.KeyLine;
import io.keywright.model.KeyState;
import java.sql.SQLException;
import java.util.Optional;

/** Which line an alias stands for. A line whose newest version is destroyed keeps its alias until another asks for it. */
final class Aliases {

    private static final String HOLDER_STATE = """
            SELECT k.key_state FROM aliases a JOIN keys k ON k.line = a.line
            WHERE a.tenant = ? AND a.environment = ? AND a.plane = ? AND a.alias = ?
            ORDER BY k.number DESC LIMIT 1""";
    private static final String GIVE = """
            INSERT INTO aliases (tenant, environment, plane, alias, line)
            SELECT tenant, environment, plane, alias, id FROM key_lines
            WHERE tenant = ? AND environment = ? AND plane = ? AND line_id = ?
            ON CONFLICT (tenant, environment, plane, alias) DO UPDATE SET line = excluded.line""";

    private final Session session;

    Aliases(Session session) {
        this.session = session;
    }

    /** Whether {@code line} wants no alias, or can have the one that it wants. */
    boolean free(long tenant, KeyLine line) throws SQLException {
        if (line.alias() == null) {
            return true;
        }
        Optional<String> holderState = session.find(
                HOLDER_STATE,
                row -> row.getString(1),
                tenant,
                line.scope().environment().wireName(),
                line.scope().plane().wireName(),
                line.alias());
        return holderState.isEmpty() || holderState.get().equals(KeyState.DESTROYED.wireName());
    }

    /** Makes the alias that {@code line} has, if it has one, stand for it. */
    void give(long tenant, KeyLine line) throws SQLException {
        if (line.alias() != null) {
            session.update(
                    GIVE,
                    tenant,
                    line.scope().environment().wireName(),
                    line.scope().plane().wireName(),
                    UuidBytes.of(line.lineId()));
        }
    }
}
