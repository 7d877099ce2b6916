package io.keywright.store;

import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Subjects;
import io.keywright.core.journal.StoreException;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Approvals that are neither denied nor spent nor expired. */
final class SqlOpenApprovals implements Subjects<Subject.OfApproval> {

    private static final String SELECT = SqlApprovalStore.COLUMNS + """
            , t.tenant_id FROM approvals a JOIN tenants t ON t.id = a.tenant
            WHERE a.ended IS NULL AND a.expires_at > ?""";
    private static final String IN_ORDER = " ORDER BY a.tenant, a.approval_id LIMIT ?";
    private static final String AFTER =
            " AND (a.tenant, a.approval_id) > ((SELECT id FROM tenants WHERE tenant_id = ?), ?)";
    private static final String ONE =
            " AND a.tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND a.approval_id = ?";

    private final Readers readers;
    private final InstantSource clock;

    SqlOpenApprovals(Readers readers, InstantSource clock) {
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public List<Subject.OfApproval> page(Optional<Subject.OfApproval> after, int limit) throws StoreException {
        if (after.isEmpty()) {
            return readers.read(
                    session -> session.list(SELECT + IN_ORDER, SqlOpenApprovals::subject, clock.millis(), limit));
        }
        Subject.OfApproval last = after.get();
        return readers.read(session -> session.list(
                SELECT + AFTER + IN_ORDER,
                SqlOpenApprovals::subject,
                clock.millis(),
                last.scope().tenantId(),
                UuidBytes.of(last.approval().approvalId()),
                limit));
    }

    @Override
    public Optional<Subject.OfApproval> find(Scope scope, String name) throws StoreException {
        return readers.read(session -> session.find(
                SELECT + ONE,
                SqlOpenApprovals::subject,
                clock.millis(),
                scope.tenantId(),
                UuidBytes.of(CanonicalUuid.parse(name))));
    }

    private static Subject.OfApproval subject(ResultSet row) throws SQLException {
        return new Subject.OfApproval(SqlApprovalStore.approval(row.getString("tenant_id"), row));
    }
}
