package io.keywright.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The small numbers that stand for long names in big tables. Those once read are remembered; {@link #forget} must follow
 * a transaction that failed. Belongs to the writer.
 */
final class Codes {

    /** A table of names, each with its number. */
    enum Kind {
        TENANT("tenants", "tenant_id"),
        OPERATION("operations", "name");

        private final String select;
        private final String insert;

        Kind(String table, String column) {
            select = "SELECT id FROM " + table + " WHERE " + column + " = ?";
            insert = "INSERT INTO " + table + " (" + column + ") VALUES (?)";
        }
    }

    /** What a name takes in memory is about 100 bytes. */
    private static final int MOST_REMEMBERED = 50_000;

    private final Kind kind;
    private final Map<String, Long> remembered = new HashMap<>();

    Codes(Kind kind) {
        this.kind = kind;
    }

    /** The number of {@code name}, which gets one if it has none. */
    long of(Session session, String name) throws SQLException {
        Long known = remembered.get(name);
        if (known != null) {
            return known;
        }
        if (find(session, kind, name).isEmpty()) {
            session.update(kind.insert, name);
        }
        long code = find(session, kind, name).orElseThrow();
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(name, code);
        return code;
    }

    /** The number of {@code name}, if it has one. */
    static Optional<Long> find(Session session, Kind kind, String name) throws SQLException {
        return session.find(kind.select, row -> row.getLong(1), name);
    }

    void forget() {
        remembered.clear();
    }
}
