package io.keywright.core.ledger;

import io.keywright.core.change.ApprovalChange;
import io.keywright.model.Approval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of approvals. */
final class ApprovalDetails {

    private ApprovalDetails() {}

    static Map<String, @Nullable Object> of(ApprovalChange change) {
        return switch (change) {
            case ApprovalChange.Requested requested -> request(requested.approval());
            case ApprovalChange.Voted voted ->
                Details.members(
                        "approval_id", voted.approvalId().toString(),
                        "granted", voted.vote().granted());
            case ApprovalChange.Expired expired ->
                Details.members("approval_id", expired.approvalId().toString());
        };
    }

    private static Map<String, @Nullable Object> request(Approval approval) {
        Map<String, @Nullable Object> details = Details.members(
                "approval_id", approval.approvalId().toString(),
                "operation", approval.operation().verb(),
                "request_digest", Details.base64(approval.requestDigest()),
                "reason", approval.reason(),
                "expires_at", Details.time(approval.expiresAt()));
        details.put("key_id", Details.text(approval.keyId()));
        return details;
    }
}
