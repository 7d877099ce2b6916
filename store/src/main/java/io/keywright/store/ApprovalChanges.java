package io.keywright.store;

import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.change.ApprovalChange;
import io.keywright.model.Approval;
import io.keywright.model.SpentApproval;
import io.keywright.model.Vote;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/** Writes approvals, votes on them, and that they are spent. */
final class ApprovalChanges {

    private static final String REQUEST = """
            INSERT INTO approvals (tenant, approval_id, environment, plane, operation, key_id, request_digest, reason,
                requester, requester_person, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /** Reads no more of the index than is allowed to be in it. */
    private static final String OPEN = """
            SELECT count(*) FROM (
                SELECT 1 FROM approvals WHERE tenant = ? AND ended IS NULL AND expires_at > ? LIMIT ?) AS opened""";

    private static final String END_DENIED =
            "UPDATE approvals SET ended = 'denied' WHERE approval_id = ? AND ended IS NULL";
    private static final String END_SPENT = "UPDATE approvals SET ended = 'spent' WHERE approval_id = ?";
    private static final String EXPIRE =
            "UPDATE approvals SET expiry_told = 1 WHERE approval_id = ? AND ended IS NULL AND expiry_told = 0";
    private static final String VOTE = """
            INSERT INTO approval_votes (approval_id, voter, voter_person, granted, voted_at, anchor_id)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String SPEND =
            "INSERT INTO spent_approvals (issuer, token_id, spent_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    /** A denial ends an approval, however late it comes. */
    private static final String OPEN_STILL =
            "SELECT 1 FROM approvals WHERE approval_id = ? AND ended IS NULL AND expires_at > ?";

    private static final String BOUND_STILL = "SELECT 1 FROM role_bindings WHERE binding_id = ?";
    private static final String TRUSTED_STILL = "SELECT 1 FROM trust_anchors WHERE anchor_id = ? AND retired = 0";
    private static final String UNSPEND = "DELETE FROM spent_approvals WHERE issuer = ? AND token_id = ?";

    private final Session session;
    private final Codes tenants;
    private final InstantSource clock;

    ApprovalChanges(Session session, Codes tenants, InstantSource clock) {
        this.session = session;
        this.tenants = tenants;
        this.clock = clock;
    }

    boolean apply(ApprovalChange change) throws SQLException {
        return switch (change) {
            case ApprovalChange.Requested requested -> request(requested);
            case ApprovalChange.Voted voted -> vote(voted.approvalId(), voted.vote());
            case ApprovalChange.Expired expired -> expire(expired.approvalId());
        };
    }

    private boolean request(ApprovalChange.Requested requested) throws SQLException {
        Approval approval = requested.approval();
        long tenant = tenants.of(session, approval.scope().tenantId());
        return open(tenant, approval.createdAt(), requested.most()) < requested.most() && insert(tenant, approval);
    }

    private int open(long tenant, Instant now, int most) throws SQLException {
        return session.find(OPEN, row -> row.getInt(1), tenant, now.toEpochMilli(), most)
                .orElse(0);
    }

    private boolean insert(long tenant, Approval approval) throws SQLException {
        return session.update(
                        REQUEST,
                        tenant,
                        UuidBytes.of(approval.approvalId()),
                        approval.scope().environment().wireName(),
                        approval.scope().plane().wireName(),
                        approval.operation().verb(),
                        UuidBytes.ofNullable(approval.keyId()),
                        approval.requestDigest(),
                        approval.reason(),
                        approval.requester().subject(),
                        approval.requester().person(),
                        approval.createdAt().toEpochMilli(),
                        approval.expiresAt().toEpochMilli())
                == 1;
    }

    private boolean vote(UUID approvalId, Vote vote) throws SQLException {
        boolean counted = insert(approvalId, vote);
        if (counted && !vote.granted()) {
            session.update(END_DENIED, UuidBytes.of(approvalId));
        }
        return counted;
    }

    private boolean insert(UUID approvalId, Vote vote) throws SQLException {
        return session.update(
                        VOTE,
                        UuidBytes.of(approvalId),
                        vote.voter().subject(),
                        vote.voter().person(),
                        vote.granted() ? 1 : 0,
                        vote.votedAt().toEpochMilli(),
                        UuidBytes.ofNullable(
                                vote.voucher() == null ? null : vote.voucher().anchorId()))
                == 1;
    }

    private boolean expire(UUID approvalId) throws SQLException {
        return session.update(EXPIRE, UuidBytes.of(approvalId)) == 1;
    }

    /** Spends an approval if it still stands: what was admitted may have been denied since, or be late. */
    boolean spend(SpentApproval spent) throws SQLException {
        Instant now = clock.instant();
        return now.isBefore(spent.expiresAt())
                && (!isOwn(spent) || isThere(OPEN_STILL, id(spent), now.toEpochMilli()))
                && allThere(BOUND_STILL, spent.grounds().bindings())
                && allThere(TRUSTED_STILL, spent.grounds().anchors())
                && session.update(SPEND, spent.issuer(), spent.tokenId(), now.toEpochMilli()) == 1;
    }

    private boolean allThere(String query, Set<UUID> ids) throws SQLException {
        for (UUID id : ids) {
            if (!isThere(query, UuidBytes.of(id))) {
                return false;
            }
        }
        return true;
    }

    private boolean isThere(String query, Object... values) throws SQLException {
        return session.find(query, row -> true, values).isPresent();
    }

    /** Ends what was spent, if it is one of this service's own. */
    void endSpent(SpentApproval spent) throws SQLException {
        if (isOwn(spent)) {
            session.update(END_SPENT, id(spent));
        }
    }

    private static boolean isOwn(SpentApproval spent) {
        return spent.issuer().equals(ApprovalStore.OWN);
    }

    private static byte[] id(SpentApproval spent) {
        return UuidBytes.of(UUID.fromString(spent.tokenId()));
    }

    void unspend(SpentApproval spent) throws SQLException {
        session.update(UNSPEND, spent.issuer(), spent.tokenId());
    }
}
