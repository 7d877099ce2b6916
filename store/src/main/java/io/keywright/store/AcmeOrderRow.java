package io.keywright.store;

import io.keywright.core.acme.AcmeOrderStore.Room;
import io.keywright.core.change.AcmeChange;
import io.keywright.model.WireName;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An ACME order as a row, and its authorizations as rows of another table. */
final class AcmeOrderRow {

    static final String AUTHORIZATION = "SELECT * FROM acme_authorizations WHERE authorization_id = ?";

    private static final String ORDER = "SELECT * FROM acme_orders WHERE order_id = ?";
    private static final String AUTHORIZATIONS = "SELECT * FROM acme_authorizations WHERE order_id = ? ORDER BY place";
    private static final String COUNT_OPEN =
            "SELECT count(*) FROM acme_orders WHERE account_id = ? AND expires_at > ? AND certificate_id IS NULL";
    private static final String COUNT_ALL = "SELECT count(*) FROM acme_orders WHERE account_id = ? AND expires_at > ?";
    private static final String INSERT =
            "INSERT INTO acme_orders (order_id, account_id, not_after, created_at, expires_at)"
                    + " VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_AUTHORIZATION = """
            INSERT INTO acme_authorizations (authorization_id, order_id, place, name, token, state)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String FULFIL = """
            UPDATE acme_orders SET certificate_id = ?
            WHERE order_id = ? AND account_id = ? AND certificate_id IS NULL AND EXISTS
                (SELECT 1 FROM acme_accounts a JOIN acme_credentials c ON c.credential_id = a.credential_id
                WHERE a.account_id = acme_orders.account_id AND a.deactivated = 0 AND c.revoked_at IS NULL)""";
    private static final String SETTLE = """
            UPDATE acme_authorizations SET state = ?, settled_at = ?, problem_type = ?, problem_detail = ?
            WHERE authorization_id = ? AND state = ?""";
    private static final String EXPIRED = "SELECT order_id FROM acme_orders WHERE expires_at <= ? LIMIT ?";
    private static final String REMOVE_AUTHORIZATIONS = "DELETE FROM acme_authorizations WHERE order_id = ?";
    private static final String REMOVE = "DELETE FROM acme_orders WHERE order_id = ?";

    private AcmeOrderRow() {}

    static Optional<AcmeOrder> find(Session session, UUID orderId) throws SQLException {
        byte[] id = UuidBytes.of(orderId);
        List<AcmeAuthorization> authorizations = session.list(AUTHORIZATIONS, AcmeOrderRow::authorization, (Object) id);
        return session.find(
                ORDER,
                row -> new AcmeOrder(
                        orderId,
                        UuidBytes.read(row.getBytes("account_id")),
                        authorizations,
                        Times.read(row, "not_after"),
                        Optional.ofNullable(UuidBytes.readNullable(row.getBytes("certificate_id"))),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at"))),
                (Object) id);
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static AcmeAuthorization authorization(ResultSet row) throws SQLException {
        String problem = row.getString("problem_type");
        try {
            return new AcmeAuthorization(
                    UuidBytes.read(row.getBytes("authorization_id")),
                    UuidBytes.read(row.getBytes("order_id")),
                    row.getString("name"),
                    row.getString("token"),
                    WireName.parse(AcmeAuthorizationState.class, row.getString("state")),
                    Times.read(row, "settled_at"),
                    problem == null
                            ? Optional.empty()
                            : Optional.of(new AcmeProblem(
                                    WireName.parse(AcmeProblemType.class, problem), row.getString("problem_detail"))));
        } catch (IllegalArgumentException e) {
            throw new SQLException("an ACME authorization's row is damaged, or was written by a newer version", e);
        }
    }

    /** Whether its account had room. */
    static boolean insert(Session session, AcmeOrder order, Room room) throws SQLException {
        byte[] account = UuidBytes.of(order.accountId());
        long now = order.createdAt().toEpochMilli();
        if (count(session, COUNT_OPEN, account, now) >= room.open()
                || count(session, COUNT_ALL, account, now) >= room.all()) {
            return false;
        }
        byte[] id = UuidBytes.of(order.orderId());
        session.update(
                INSERT,
                id,
                account,
                Times.of(order.notAfter()),
                now,
                order.expiresAt().toEpochMilli());
        for (int place = 0; place < order.authorizations().size(); place++) {
            AcmeAuthorization authorization = order.authorizations().get(place);
            session.update(
                    INSERT_AUTHORIZATION,
                    UuidBytes.of(authorization.authorizationId()),
                    id,
                    place,
                    authorization.name(),
                    authorization.token(),
                    authorization.state().wireName());
        }
        return true;
    }

    private static int count(Session session, String sql, byte[] account, long now) throws SQLException {
        return session.find(sql, row -> row.getInt(1), account, now).orElse(0);
    }

    /** Whether there was no certificate yet, and whoever ordered it may still have one. */
    static boolean fulfil(Session session, AcmeChange.OrderFulfilled fulfilled) throws SQLException {
        return session.update(
                        FULFIL,
                        UuidBytes.of(fulfilled.issued().certificate().certificateId()),
                        UuidBytes.of(fulfilled.orderId()),
                        UuidBytes.of(fulfilled.accountId()))
                == 1;
    }

    /** Whether it was in state {@code from}. */
    static boolean settle(Session session, AcmeAuthorizationState from, AcmeAuthorization settled) throws SQLException {
        return session.update(
                        SETTLE,
                        settled.state().wireName(),
                        Times.of(settled.settledAt()),
                        settled.problem()
                                .map(problem -> problem.type().wireName())
                                .orElse(null),
                        settled.problem().map(AcmeProblem::detail).orElse(null),
                        UuidBytes.of(settled.authorizationId()),
                        from.wireName())
                == 1;
    }

    static int removeExpired(Session session, Instant now, int most) throws SQLException {
        List<byte[]> expired = session.list(EXPIRED, row -> row.getBytes(1), now.toEpochMilli(), most);
        for (byte[] order : expired) {
            session.update(REMOVE_AUTHORIZATIONS, (Object) order);
            session.update(REMOVE, (Object) order);
        }
        return expired.size();
    }
}
