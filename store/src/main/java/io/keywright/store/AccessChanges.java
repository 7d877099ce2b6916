package io.keywright.store;

import io.keywright.model.Approval;
import io.keywright.model.RoleBinding;
import io.keywright.model.SpentApproval;
import io.keywright.model.Vote;
import java.sql.SQLException;
import java.util.UUID;

/** Writes who may do what: bindings of roles, approvals, votes on them, and that they are spent. */
final class AccessChanges {

    private static final String BIND = """
            INSERT INTO role_bindings (binding_id, tenant_id, identity, role, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, identity, role) DO NOTHING""";
    private static final String UNBIND = "DELETE FROM role_bindings WHERE binding_id = ?";
    private static final String REQUEST = """
            INSERT INTO approvals (tenant, approval_id, environment, plane, operation, key_id, request_digest, reason,
                requester, requester_person, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String VOTE = """
            INSERT INTO approval_votes (approval_id, voter, voter_person, granted, voted_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String SPEND =
            "INSERT INTO spent_approvals (issuer, token_id, spent_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String UNSPEND = "DELETE FROM spent_approvals WHERE issuer = ? AND token_id = ?";

    private final Session session;
    private final Codes tenants;

    AccessChanges(Session session, Codes tenants) {
        this.session = session;
        this.tenants = tenants;
    }

    boolean bind(RoleBinding binding) throws SQLException {
        return session.update(
                        BIND,
                        UuidBytes.of(binding.bindingId()),
                        binding.tenantId(),
                        binding.identity(),
                        binding.role().wireName(),
                        binding.createdAt().toEpochMilli())
                == 1;
    }

    boolean unbind(UUID bindingId) throws SQLException {
        return session.update(UNBIND, UuidBytes.of(bindingId)) == 1;
    }

    boolean request(Approval approval) throws SQLException {
        return session.update(
                        REQUEST,
                        tenants.of(session, approval.scope().tenantId()),
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

    boolean vote(UUID approvalId, Vote vote) throws SQLException {
        return session.update(
                        VOTE,
                        UuidBytes.of(approvalId),
                        vote.voter().subject(),
                        vote.voter().person(),
                        vote.granted() ? 1 : 0,
                        vote.votedAt().toEpochMilli())
                == 1;
    }

    boolean spend(SpentApproval spent) throws SQLException {
        return session.update(
                        SPEND, spent.issuer(), spent.tokenId(), spent.spentAt().toEpochMilli())
                == 1;
    }

    void unspend(SpentApproval spent) throws SQLException {
        session.update(UNSPEND, spent.issuer(), spent.tokenId());
    }
}
