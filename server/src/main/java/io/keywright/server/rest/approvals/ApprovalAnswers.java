package io.keywright.server.rest.approvals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.approval.ApprovalState;
import io.keywright.core.approval.ApprovalStatus;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.Approval;
import io.keywright.model.Environment;
import io.keywright.model.Party;
import io.keywright.model.Plane;
import io.keywright.model.Vote;
import io.keywright.model.Voucher;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about approvals answer. */
final class ApprovalAnswers {

    private ApprovalAnswers() {}

    /**
     * @param subject the identity's name
     * @param person who acts through it, if a token said so
     */
    @Schema(name = "Party")
    record PartyBody(String subject, @Nullable String person) {
        static PartyBody of(Party party) {
            return new PartyBody(party.subject(), party.person());
        }
    }

    /** @param trustAnchorId the trust anchor that vouched for the voter; absent for an authority of the installation */
    @Schema(name = "Vote")
    record VoteBody(
            PartyBody voter,
            boolean granted,
            Instant votedAt,
            @Nullable UUID trustAnchorId) {
        static VoteBody of(Vote vote) {
            Voucher voucher = vote.voucher();
            return new VoteBody(
                    PartyBody.of(vote.voter()),
                    vote.granted(),
                    vote.votedAt(),
                    voucher == null ? null : voucher.anchorId());
        }
    }

    /**
     * @param quorum how many approvers must grant it
     * @param approvalToken for the requester only, once it is approved: what to send with the request
     */
    @Schema(name = "Approval")
    record ApprovalBody(
            UUID approvalId,
            ApprovalState state,
            String tenantId,
            Environment environment,
            Plane plane,
            String operation,
            @Nullable UUID keyId,
            byte[] requestDigest,
            String reason,
            PartyBody requester,
            Instant createdAt,
            Instant expiresAt,
            int quorum,
            List<VoteBody> votes,
            @Nullable String approvalToken) {

        static ApprovalBody of(ApprovalStatus standing) {
            Approval approval = standing.file().approval();
            return new ApprovalBody(
                    approval.approvalId(),
                    standing.state(),
                    approval.scope().tenantId(),
                    approval.scope().environment(),
                    approval.scope().plane(),
                    approval.operation().verb(),
                    approval.keyId(),
                    approval.requestDigest(),
                    approval.reason(),
                    PartyBody.of(approval.requester()),
                    approval.createdAt(),
                    approval.expiresAt(),
                    standing.quorum(),
                    standing.file().votes().stream().map(VoteBody::of).toList(),
                    standing.token().orElse(null));
        }
    }

    record ApprovalAnswer(@JsonUnwrapped ApprovalBody approval, UUID receiptId) {
        static ApprovalAnswer of(Recorded<ApprovalStatus> recorded) {
            return new ApprovalAnswer(ApprovalBody.of(recorded.value()), recorded.receiptId());
        }
    }

    /** @param nextPageToken what to send as {@code page_token} for more; absent on the last page */
    record ApprovalListAnswer(
            List<ApprovalBody> approvals, @Nullable String nextPageToken) {
        static ApprovalListAnswer of(List<ApprovalStatus> page, int limit) {
            String next = page.size() < limit
                    ? null
                    : page.getLast().file().approval().approvalId().toString();
            return new ApprovalListAnswer(page.stream().map(ApprovalBody::of).toList(), next);
        }
    }
}
