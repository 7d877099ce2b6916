package io.keywright.store;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Vote;
import io.keywright.model.Voucher;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvals as rows, each with the rows of its votes. */
final class SqlApprovalStore implements ApprovalStore {

    static final String COLUMNS = """
            SELECT a.approval_id, a.environment, a.plane, a.operation, a.key_id, a.request_digest, a.reason,
                a.requester, a.requester_person, a.created_at, a.expires_at, a.ended""";
    private static final String SELECT =
            COLUMNS + " FROM approvals a WHERE a.tenant = (SELECT id FROM tenants WHERE tenant_id = ?)";
    private static final String EXPIRED = COLUMNS + """
            , t.tenant_id FROM approvals a JOIN tenants t ON t.id = a.tenant
            WHERE a.ended IS NULL AND a.expiry_told = 0 AND a.expires_at <= ? ORDER BY a.expires_at LIMIT ?""";
    private static final String OPEN = COLUMNS + """
            , t.tenant_id FROM approvals a JOIN tenants t ON t.id = a.tenant
            WHERE a.ended IS NULL AND a.expiry_told = 0 AND a.expires_at > ? AND a.approval_id > ?
            ORDER BY a.approval_id LIMIT ?""";
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String NEWEST_FIRST = "ORDER BY a.approval_id DESC LIMIT ?";
    private static final String VOTES = """
            SELECT v.voter, v.voter_person, v.granted, v.voted_at, v.anchor_id, t.tenant_id
            FROM approval_votes v LEFT JOIN trust_anchors a ON a.anchor_id = v.anchor_id
                LEFT JOIN tenants t ON t.id = a.tenant
            WHERE v.approval_id = ?
            ORDER BY v.voted_at, v.voter""";
    private static final String VOUCHES = "SELECT 1 FROM trust_anchors WHERE anchor_id = ? AND retired = 0";
    private static final String WITH_TOKEN = """
            SELECT 1 FROM approval_votes WHERE voter = ? AND voted_at >= ? AND voter_person IS NOT NULL LIMIT 1""";

    private static final String SPENDING = "SELECT 1 FROM spent_approvals WHERE issuer = ? AND token_id = ?";
    private static final String SPENT = "spent";

    private record Row(Approval approval, boolean spent) {}

    private final Readers readers;

    SqlApprovalStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<ApprovalFile> approval(Reach reach, UUID approvalId) throws StoreException {
        Query query = within(reach).and("a.approval_id = ?", UuidBytes.of(approvalId));
        return readers.snapshot(session -> {
            Optional<Row> found = session.find(query.sql(), row -> row(reach.tenantId(), row), query.values());
            return found.isEmpty() ? Optional.empty() : Optional.of(file(session, found.get()));
        });
    }

    @Override
    public List<ApprovalFile> approvals(Reach reach, ApprovalFilter filter, @Nullable UUID before, int limit)
            throws StoreException {
        Query query = within(within(reach), filter.course())
                .and(
                        "a.operation = ?",
                        filter.operation() == null ? null : filter.operation().verb())
                .and("a.key_id = ?", UuidBytes.ofNullable(filter.keyId()))
                .and("a.approval_id < ?", UuidBytes.ofNullable(before))
                .then(NEWEST_FIRST, limit);
        return readers.snapshot(session -> {
            List<ApprovalFile> files = new ArrayList<>();
            for (Row row : session.list(query.sql(), found -> row(reach.tenantId(), found), query.values())) {
                files.add(file(session, row));
            }
            return files;
        });
    }

    @Override
    public boolean spent(String issuer, String tokenId) throws StoreException {
        return readers.read(
                session -> session.find(SPENDING, row -> true, issuer, tokenId).isPresent());
    }

    @Override
    public boolean vouches(UUID anchorId) throws StoreException {
        return readers.read(session ->
                session.find(VOUCHES, row -> true, UuidBytes.of(anchorId)).isPresent());
    }

    @Override
    public List<Approval> expired(Instant now, int limit) throws StoreException {
        return readers.read(session ->
                session.list(EXPIRED, row -> approval(row.getString("tenant_id"), row), now.toEpochMilli(), limit));
    }

    @Override
    public List<ApprovalFile> open(Instant now, @Nullable UUID after, int limit) throws StoreException {
        byte[] last = UuidBytes.of(after == null ? BEFORE_ALL : after);
        return readers.snapshot(session -> {
            List<ApprovalFile> files = new ArrayList<>();
            for (Row row : session.list(
                    OPEN, found -> row(found.getString("tenant_id"), found), now.toEpochMilli(), last, limit)) {
                files.add(file(session, row));
            }
            return files;
        });
    }

    @Override
    public boolean votedWithToken(String subject, Instant since) throws StoreException {
        return readers.read(session -> session.find(WITH_TOKEN, row -> true, subject, since.toEpochMilli())
                .isPresent());
    }

    private static Query within(Reach reach) {
        return new ScopeColumns("a.").within(new Query(SELECT).with(reach.tenantId()), reach);
    }

    private static Query within(Query query, @Nullable Course course) {
        return switch (course) {
            case null -> query;
            case Course.Open open ->
                query.and("a.ended IS NULL AND a.expires_at > ?", open.now().toEpochMilli());
            case Course.Expired expired ->
                query.and("a.ended IS NULL AND a.expires_at <= ?", expired.now().toEpochMilli());
            case Course.Denied denied -> query.and("a.ended = ?", "denied");
            case Course.Spent spent -> query.and("a.ended = ?", SPENT);
        };
    }

    private static ApprovalFile file(Session session, Row row) throws SQLException {
        List<Vote> votes = session.list(
                VOTES,
                vote -> vote(row.approval().scope(), vote),
                UuidBytes.of(row.approval().approvalId()));
        return new ApprovalFile(row.approval(), votes, row.spent());
    }

    private static Row row(String tenantId, ResultSet row) throws SQLException {
        return new Row(approval(tenantId, row), SPENT.equals(row.getString("ended")));
    }

    private static Vote vote(Scope scope, ResultSet row) throws SQLException {
        return new Vote(
                new Party(row.getString(1), row.getString(2)),
                row.getInt(3) == 1,
                Instant.ofEpochMilli(row.getLong(4)),
                voucher(scope, UuidBytes.readNullable(row.getBytes(5)), row.getString(6)));
    }

    /** Who votes is of the approval's scope, and so is an anchor that vouches for it, unless that is one of all. */
    private static @Nullable Voucher voucher(Scope scope, @Nullable UUID anchorId, @Nullable String tenantId) {
        if (anchorId == null) {
            return null;
        }
        return new Voucher(anchorId, Scope.GLOBAL.equals(tenantId) ? Scope.OF_ALL : scope);
    }

    static Approval approval(String tenantId, ResultSet row) throws SQLException {
        try {
            return new Approval(
                    UuidBytes.read(row.getBytes("approval_id")),
                    new Scope(
                            tenantId,
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    Operation.parse(row.getString("operation")),
                    UuidBytes.readNullable(row.getBytes("key_id")),
                    row.getBytes("request_digest"),
                    row.getString("reason"),
                    new Party(row.getString("requester"), row.getString("requester_person")),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    Instant.ofEpochMilli(row.getLong("expires_at")));
        } catch (IllegalArgumentException e) {
            throw new SQLException("an approval's row is damaged, or was written by a newer version", e);
        }
    }
}
