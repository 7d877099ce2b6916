package io.keywright.store;

import io.keywright.core.change.TrustChange;
import io.keywright.core.row.Rows;
import io.keywright.core.trust.RememberedAnchor;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trust anchor as a row. */
final class TrustAnchorRow {

    /** All, those that are retired, too. */
    static final String ALL =
            "SELECT t.tenant_id, a.environment, a.plane, a.anchor_id, a.anchor_type, a.certificate, a.created_at, a.version,"
                    + " a.retired, a.planes, a.replaces, a.trusted_until, a.added_idx, " + TagRows.columns("at")
                    + " FROM trust_anchors a JOIN tenants t ON t.id = a.tenant"
                    + TagRows.join(RowKind.TRUST_ANCHOR, "a.anchor_id", "at");

    static final String SELECT = ALL + " WHERE a.retired = 0";

    private static final String INSERT = """
            INSERT INTO trust_anchors
            (tenant, environment, plane, anchor_id, anchor_type, certificate, created_at, version, planes, replaces,
            added_idx)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String COUNT = """
            SELECT count(*) FROM trust_anchors WHERE tenant = ? AND environment = ? AND plane = ? AND retired = 0""";
    private static final String TRUSTED = """
            SELECT 1 FROM trust_anchors
            WHERE tenant = ? AND environment = ? AND plane = ? AND certificate = ? AND retired = 0""";
    private static final String RETIRE = """
            UPDATE trust_anchors SET retired = 1, version = ?
            WHERE tenant = ? AND environment = ? AND plane = ? AND anchor_id = ? AND version = ? AND retired = 0""";
    private static final String END = """
            UPDATE trust_anchors SET trusted_until = ?, version = ?
            WHERE tenant = ? AND environment = ? AND plane = ? AND anchor_id = ? AND version = ? AND retired = 0
            AND trusted_until IS NULL""";

    private TrustAnchorRow() {}

    /** An anchor that is trusted, once its tag was checked. */
    static TrustAnchor checked(TagRows tags, ResultSet row) throws SQLException {
        TrustAnchor anchor = read(row);
        tags.check(Rows.of(anchor), row, "at");
        return anchor;
    }

    /** An anchor that is or was trusted, once its tag was checked. */
    static RememberedAnchor remembered(TagRows tags, ResultSet row) throws SQLException {
        TrustAnchor anchor = read(row);
        boolean retired = row.getInt("retired") != 0;
        tags.check(retired ? Rows.retired(anchor) : Rows.of(anchor), row, "at");
        return new RememberedAnchor(anchor, retired);
    }

    static TrustAnchor read(ResultSet row) throws SQLException {
        Scope scope = new Scope(
                row.getString(1),
                WireName.parse(Environment.class, row.getString(2)),
                WireName.parse(Plane.class, row.getString(3)));
        byte[] replaces = row.getBytes("replaces");
        long end = row.getLong("trusted_until");
        boolean ends = !row.wasNull();
        return new TrustAnchor(
                UuidBytes.read(row.getBytes(4)),
                scope,
                WireName.parse(AnchorType.class, row.getString(5)),
                row.getBytes(6),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getInt(8),
                planes(scope, row.getString("planes")),
                replaces == null ? Optional.empty() : Optional.of(UuidBytes.read(replaces)),
                ends ? Optional.of(Instant.ofEpochMilli(end)) : Optional.empty());
    }

    private static Set<Plane> planes(Scope scope, @Nullable String names) {
        if (names == null) {
            return TrustAnchor.mostPlanes(scope);
        }
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",", -1))
                        .map(name -> WireName.parse(Plane.class, name))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String planes(TrustAnchor anchor) {
        return anchor.planes().equals(TrustAnchor.mostPlanes(anchor.scope()))
                ? null
                : anchor.planes().stream().map(Plane::wireName).sorted().collect(Collectors.joining(","));
    }

    /**
     * Whether the anchors are there now; not if their scope has one of their certificates, or too many with them.
     *
     * @param index of the receipt that tells of it
     */
    static boolean insert(Session session, long tenant, TrustChange.AnchorsAdded added, long index)
            throws SQLException {
        if (!hasRoom(session, tenant, added.anchors(), added.most())) {
            return false;
        }
        for (TrustAnchor anchor : added.anchors()) {
            insert(session, tenant, anchor, index);
        }
        return true;
    }

    /** Whether one took the other's place; not if the other has gone or another came first, or there is no room. */
    static boolean replace(Session session, long tenant, TrustChange.AnchorReplaced replaced, long index)
            throws SQLException {
        TrustAnchor old = replaced.predecessor();
        boolean applies = hasRoom(session, tenant, List.of(replaced.successor()), replaced.most())
                && session.update(
                                END,
                                old.trustedUntil().orElseThrow().toEpochMilli(),
                                old.version(),
                                tenant,
                                old.scope().environment().wireName(),
                                old.scope().plane().wireName(),
                                UuidBytes.of(old.anchorId()),
                                old.version() - 1)
                        == 1;
        if (applies) {
            insert(session, tenant, replaced.successor(), index);
        }
        return applies;
    }

    private static boolean hasRoom(Session session, long tenant, List<TrustAnchor> anchors, int most)
            throws SQLException {
        Scope scope = anchors.getFirst().scope();
        int present = session.find(
                        COUNT,
                        row -> row.getInt(1),
                        tenant,
                        scope.environment().wireName(),
                        scope.plane().wireName())
                .orElse(0);
        if (present + anchors.size() > most) {
            return false;
        }
        for (TrustAnchor anchor : anchors) {
            boolean trusted = session.find(
                            TRUSTED,
                            row -> true,
                            tenant,
                            scope.environment().wireName(),
                            scope.plane().wireName(),
                            anchor.certificate())
                    .isPresent();
            if (trusted) {
                return false;
            }
        }
        return true;
    }

    private static void insert(Session session, long tenant, TrustAnchor anchor, long index) throws SQLException {
        session.update(
                INSERT,
                tenant,
                anchor.scope().environment().wireName(),
                anchor.scope().plane().wireName(),
                UuidBytes.of(anchor.anchorId()),
                anchor.anchorType().wireName(),
                anchor.certificate(),
                anchor.createdAt().toEpochMilli(),
                anchor.version(),
                planes(anchor),
                anchor.replaces().map(UuidBytes::of).orElse(null),
                index);
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
