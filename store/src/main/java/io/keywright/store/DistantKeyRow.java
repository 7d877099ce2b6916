package io.keywright.store;

import io.keywright.model.DistantKey;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Protection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A key pair inside a provider as a row. It has a time to be erased after as long as no key needs it. */
final class DistantKeyRow {

    static final String UNNEEDED = "SELECT name, tenant_id, provider FROM distant_keys WHERE erase_after IS NOT NULL";

    private static final String BEGIN =
            "INSERT INTO distant_keys (name, tenant_id, provider, erase_after)" + " VALUES (?, ?, ?, ?)";
    private static final String NEED =
            "UPDATE distant_keys SET erase_after = NULL WHERE name = ? AND erase_after IS NOT NULL";
    private static final String NEED_NO_MORE = "UPDATE distant_keys SET erase_after = ? WHERE name = ?";
    private static final String ERASE = "DELETE FROM distant_keys WHERE name = ? AND erase_after IS NOT NULL";

    private DistantKeyRow() {}

    static DistantKey read(ResultSet row) throws SQLException {
        return new DistantKey(row.getString("provider"), row.getString("tenant_id"), row.getString("name"));
    }

    static boolean begin(Session session, DistantKey key, Instant eraseAfter) throws SQLException {
        session.update(BEGIN, key.name(), key.tenantId(), key.provider(), eraseAfter.toEpochMilli());
        return true;
    }

    /** Whether {@code key} needs no pair, or its pair is there. */
    static boolean hasWhatItNeeds(Session session, KeyMetadata key) throws SQLException {
        return key.protection() != Protection.HSM
                || session.find(UNNEEDED + " AND name = ?", DistantKeyRow::read, name(key.keyId()))
                        .isPresent();
    }

    /** Keeps the pair of a key, if it has one. */
    static void need(Session session, KeyMetadata key) throws SQLException {
        session.update(NEED, name(key.keyId()));
    }

    /** The same key needs it no more. */
    static void needNoMore(Session session, UUID keyId, Instant now) throws SQLException {
        session.update(NEED_NO_MORE, now.toEpochMilli(), name(keyId));
    }

    static boolean erase(Session session, DistantKey key) throws SQLException {
        return session.update(ERASE, key.name()) == 1;
    }

    private static String name(UUID keyId) {
        return keyId.toString();
    }
}
