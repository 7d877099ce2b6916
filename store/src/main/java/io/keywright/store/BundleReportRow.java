package io.keywright.store;

import io.keywright.core.change.TrustChange;
import io.keywright.model.BundleReport;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What an agent has said of its trust bundle, as a row. */
final class BundleReportRow {

    static final String SELECT = """
            SELECT tenant_id, environment, scope_plane, plane, subject, agent, version, reported_at
            FROM trust_bundle_reports""";
    static final String OF_BUNDLE = " WHERE tenant_id = ? AND environment = ? AND scope_plane = ? AND plane = ?";
    private static final String FORGET = "DELETE FROM trust_bundle_reports" + OF_BUNDLE + " AND reported_at < ?";
    private static final String COUNT = "SELECT count(*) FROM trust_bundle_reports" + OF_BUNDLE;
    private static final String UPDATE = """
            UPDATE trust_bundle_reports SET version = ?, reported_at = ?
            WHERE tenant_id = ? AND environment = ? AND scope_plane = ? AND plane = ? AND subject = ? AND agent = ?""";
    private static final String INSERT = """
            INSERT INTO trust_bundle_reports
            (version, reported_at, tenant_id, environment, scope_plane, plane, subject, agent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private BundleReportRow() {}

    static BundleReport read(ResultSet row) throws SQLException {
        return new BundleReport(
                new Scope(
                        row.getString(1),
                        WireName.parse(Environment.class, row.getString(2)),
                        WireName.parse(Plane.class, row.getString(3))),
                WireName.parse(Plane.class, row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    /** Whether it is kept; not if the agent is new and there is no room, even without those that were silent for too long. */
    static boolean put(Session session, TrustChange.BundleReported reported) throws SQLException {
        BundleReport report = reported.report();
        if (write(session, UPDATE, report)) {
            return true;
        }
        Scope scope = report.scope();
        session.update(
                FORGET,
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                report.plane().wireName(),
                reported.silentSince().toEpochMilli());
        int present = session.find(
                        COUNT,
                        row -> row.getInt(1),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        report.plane().wireName())
                .orElse(0);
        return present < reported.most() && write(session, INSERT, report);
    }

    private static boolean write(Session session, String statement, BundleReport report) throws SQLException {
        Scope scope = report.scope();
        return session.update(
                        statement,
                        report.version(),
                        report.at().toEpochMilli(),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        report.plane().wireName(),
                        report.subject(),
                        report.agent())
                == 1;
    }
}
