package io.keywright.store;

import io.keywright.core.row.Rows;
import io.keywright.model.AnchorType;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.RowKind;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A trust anchor as a row. */
final class TrustAnchorRow {

    /** All, those that are retired, too. */
    static final String ALL =
            "SELECT t.tenant_id, a.environment, a.plane, a.anchor_id, a.anchor_type, a.certificate, a.created_at, a.version,"
                    + " a.retired, " + TagRows.columns("at")
                    + " FROM trust_anchors a JOIN tenants t ON t.id = a.tenant"
                    + TagRows.join(RowKind.TRUST_ANCHOR, "a.anchor_id", "at");

    static final String SELECT = ALL + " WHERE a.retired = 0";

    private static final String INSERT = """
            INSERT INTO trust_anchors
            (tenant, environment, plane, anchor_id, anchor_type, certificate, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String COUNT = """
            SELECT count(*) FROM trust_anchors WHERE tenant = ? AND environment = ? AND plane = ? AND retired = 0""";
    private static final String RETIRE = """
            UPDATE trust_anchors SET retired = 1, version = ?
            WHERE tenant = ? AND environment = ? AND plane = ? AND anchor_id = ? AND version = ? AND retired = 0""";

    private TrustAnchorRow() {}

    /** An anchor that is trusted, once its tag was checked. */
    static TrustAnchor checked(TagRows tags, ResultSet row) throws SQLException {
        TrustAnchor anchor = read(row);
        tags.check(Rows.of(anchor), row, "at");
        return anchor;
    }

    static TrustAnchor read(ResultSet row) throws SQLException {
        return new TrustAnchor(
                UuidBytes.read(row.getBytes(4)),
                new Scope(
                        row.getString(1),
                        WireName.parse(Environment.class, row.getString(2)),
                        WireName.parse(Plane.class, row.getString(3))),
                WireName.parse(AnchorType.class, row.getString(5)),
                row.getBytes(6),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getInt(8));
    }

    /** Whether the anchor is there now; not if its scope has one of that certificate, or {@code most} anchors. */
    static boolean insert(Session session, long tenant, TrustAnchor anchor, int most) throws SQLException {
        int present = session.find(
                        COUNT,
                        row -> row.getInt(1),
                        tenant,
                        anchor.scope().environment().wireName(),
                        anchor.scope().plane().wireName())
                .orElse(0);
        return present < most && insert(session, tenant, anchor);
    }

    private static boolean insert(Session session, long tenant, TrustAnchor anchor) throws SQLException {
        return session.update(
                        INSERT,
                        tenant,
                        anchor.scope().environment().wireName(),
                        anchor.scope().plane().wireName(),
                        UuidBytes.of(anchor.anchorId()),
                        anchor.anchorType().wireName(),
                        anchor.certificate(),
                        anchor.createdAt().toEpochMilli(),
                        anchor.version())
                == 1;
    }

    /** Whether the anchor was there, in the version before. */
    static boolean retire(Session session, long tenant, TrustAnchor anchor) throws SQLException {
        return session.update(
                        RETIRE,
                        anchor.version(),
                        tenant,
                        anchor.scope().environment().wireName(),
                        anchor.scope().plane().wireName(),
                        UuidBytes.of(anchor.anchorId()),
                        anchor.version() - 1)
                == 1;
    }
}
