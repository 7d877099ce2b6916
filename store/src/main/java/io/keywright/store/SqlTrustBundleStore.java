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
import java.util.Optional;

/** Bundles out of the rows of trust anchors, and what agents say of them. */
final class SqlTrustBundleStore implements TrustBundleStore {

    /** One statement, so that version and anchors are of one moment. */
    private static final String HANDED_OUT = TrustAnchorRow.ALL
            + " WHERE (t.tenant_id = ? AND a.environment = ? AND a.plane = ?) OR t.tenant_id = '" + Scope.GLOBAL
            + "' ORDER BY a.anchor_id";

    private static final String SUCCESSOR = TrustAnchorRow.SELECT + " AND a.replaces = ?";
    private static final String LAGGING = BundleReportRow.SELECT + " WHERE (tenant_id = ? OR ? = '" + Scope.GLOBAL
            + "') AND version < ? AND reported_at >= ?";

    private final Readers readers;
    private final TagRows tags;

    SqlTrustBundleStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    /** An anchor that came in another's place, and the version of bundles since which it is handed out. */
    private record Successor(TrustAnchor anchor, long added) {}

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
    public List<BundleReport> reports(Scope scope, Plane plane, Instant since) throws StoreException {
        return readers.read(session -> session.list(
                BundleReportRow.SELECT + BundleReportRow.OF_BUNDLE + " AND reported_at >= ?",
                BundleReportRow::read,
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                plane.wireName(),
                since.toEpochMilli()));
    }

    @Override
    public List<BundleReport> neverTold(TrustAnchor anchor, Instant since) throws StoreException {
        return readers.snapshot(session -> {
            Optional<Successor> successor = session.find(
                    SUCCESSOR,
                    row -> new Successor(TrustAnchorRow.checked(tags, row), row.getLong("added_idx")),
                    UuidBytes.of(anchor.anchorId()));
            return successor.isEmpty() ? List.of() : neverTold(session, anchor, successor.get(), since);
        });
    }

    private static List<BundleReport> neverTold(Session session, TrustAnchor anchor, Successor successor, Instant since)
            throws SQLException {
        String tenant = anchor.scope().tenantId();
        return session
                .list(LAGGING, BundleReportRow::read, tenant, tenant, successor.added(), since.toEpochMilli())
                .stream()
                .filter(report ->
                        concerns(anchor, report) && successor.anchor().planes().contains(report.plane()))
                .toList();
    }

    /** Whether the anchor is handed out to whoever said so. */
    private static boolean concerns(TrustAnchor anchor, BundleReport report) {
        return anchor.planes().contains(report.plane())
                && (anchor.scope().tenantId().equals(Scope.GLOBAL)
                        || anchor.scope().equals(report.scope()));
    }
}
