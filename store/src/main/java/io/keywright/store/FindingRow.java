package io.keywright.store;

import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.SubjectType;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A finding as a row: there for as long as it is open. */
final class FindingRow {

    static final String COLUMNS =
            "f.finding_id, f.check_name, f.tenant_id, f.environment, f.plane, f.subject_type, f.subject, f.detail, f.since";

    private static final String OPEN = """
            INSERT INTO compliance_findings
                (finding_id, check_name, severity, tenant_id, environment, plane, subject_type, subject, detail, since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String RESOLVE = "DELETE FROM compliance_findings WHERE finding_id = ?";

    private FindingRow() {}

    static boolean open(Session session, ComplianceFinding finding) throws SQLException {
        return session.update(
                        OPEN,
                        UuidBytes.of(finding.findingId()),
                        finding.check().wireName(),
                        finding.check().severity().wireName(),
                        finding.scope().tenantId(),
                        finding.scope().environment().wireName(),
                        finding.scope().plane().wireName(),
                        finding.subjectType().wireName(),
                        finding.subject(),
                        finding.detail(),
                        finding.since().toEpochMilli())
                == 1;
    }

    static boolean resolve(Session session, ComplianceFinding finding) throws SQLException {
        return session.update(RESOLVE, UuidBytes.of(finding.findingId())) == 1;
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static ComplianceFinding read(ResultSet row) throws SQLException {
        try {
            return new ComplianceFinding(
                    UuidBytes.read(row.getBytes("finding_id")),
                    WireName.parse(ComplianceCheck.class, row.getString("check_name")),
                    new Scope(
                            row.getString("tenant_id"),
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    WireName.parse(SubjectType.class, row.getString("subject_type")),
                    row.getString("subject"),
                    row.getString("detail"),
                    Instant.ofEpochMilli(row.getLong("since")));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a finding's row is damaged, or was written by a newer version", e);
        }
    }
}
