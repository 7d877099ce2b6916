package io.keywright.store;

import io.keywright.core.bundle.TrustBundle;
import io.keywright.core.bundle.TrustBundleStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.RememberedAnchor;
import io.keywright.model.BundleReport;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Bundles out of the rows of trust anchors, and what agents say of them. */
final class SqlTrustBundleStore implements TrustBundleStore {

    /** One statement, so that version and anchors are of one moment. */
    private static final String HANDED_OUT = TrustAnchorRow.ALL
            + " WHERE (t.tenant_id = ? AND a.environment = ? AND a.plane = ?) OR t.tenant_id = '" + Scope.GLOBAL
            + "' ORDER BY a.anchor_id";

    private static final String SUCCESSOR = "SELECT coalesce(max(r.idx), 0) FROM trust_anchors a LEFT JOIN row_tags r"
            + " ON r.id = a.anchor_id WHERE a.replaces = ? AND a.retired = 0";
    private static final String LAGGING = BundleReportRow.SELECT + " WHERE (tenant_id = ? OR ? = '" + Scope.GLOBAL
            + "') AND version < ? AND reported_at >= ?";

    private final Readers readers;
    private final TagRows tags;

    SqlTrustBundleStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    private record Row(RememberedAnchor remembered, long index) {

        boolean reaches(Plane plane) {
            return remembered.anchor().planes().contains(plane);
        }
    }

    @Override
    public TrustBundle bundle(Scope scope, Plane plane) throws StoreException {
        List<Row> rows = readers.read(session -> session.list(
                HANDED_OUT,
                row -> new Row(TrustAnchorRow.remembered(tags, row), row.getLong("at_idx")),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName()));
        List<Row> reaching = rows.stream().filter(row -> row.reaches(plane)).toList();
        List<TrustAnchor> anchors = reaching.stream()
                .map(Row::remembered)
                .filter(it -> !it.retired())
                .map(RememberedAnchor::anchor)
                .toList();
        return new TrustBundle(
                scope, plane, reaching.stream().mapToLong(Row::index).max().orElse(0), anchors);
    }

    @Override
    public List<BundleReport> reports(Scope scope, Plane plane) throws StoreException {
        return readers.read(session -> session.list(
                BundleReportRow.SELECT + BundleReportRow.OF_BUNDLE,
                BundleReportRow::read,
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                plane.wireName()));
    }

    @Override
    public List<BundleReport> neverTold(TrustAnchor anchor, Instant since) throws StoreException {
        return readers.read(session -> {
            long told = successor(session, anchor.anchorId());
            return session
                    .list(
                            LAGGING,
                            BundleReportRow::read,
                            anchor.scope().tenantId(),
                            anchor.scope().tenantId(),
                            told,
                            since.toEpochMilli())
                    .stream()
                    .filter(report -> concerns(anchor, report))
                    .toList();
        });
    }

    private static boolean concerns(TrustAnchor anchor, BundleReport report) {
        return anchor.planes().contains(report.plane())
                && (anchor.scope().tenantId().equals(Scope.GLOBAL)
                        || anchor.scope().equals(report.scope()));
    }

    /** Since which version of bundles the anchor in this one's place is handed out; 0 if there is none. */
    private static long successor(Session session, UUID anchorId) throws SQLException {
        return session.find(SUCCESSOR, row -> row.getLong(1), UuidBytes.of(anchorId))
                .orElse(0L);
    }
}
