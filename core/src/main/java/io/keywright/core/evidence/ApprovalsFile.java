package io.keywright.core.evidence;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.ApprovalStore.ApprovalFilter;
import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Details;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.model.Party;
import io.keywright.model.Vote;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the approvals that were asked for in the range, with every vote. */
record ApprovalsFile(ApprovalStore approvals) {

    private static final int PAGE = 500;
    private static final ApprovalFilter EVERY_APPROVAL = new ApprovalFilter(null, null, null);

    void write(Export export, EvidenceWriter zip, Consumer<ApprovalFile> seen) throws IOException, StoreException {
        try (JsonLines file = new JsonLines(zip, EvidenceFiles.APPROVALS)) {
            UUID before = null;
            List<ApprovalFile> page;
            do {
                page = approvals.approvals(Reach.all(export.tenantId()), EVERY_APPROVAL, before, PAGE);
                for (ApprovalFile approval : page) {
                    if (within(export, approval)) {
                        file.write(line(approval));
                        seen.accept(approval);
                    }
                    before = approval.approval().approvalId();
                }
            } while (page.size() == PAGE && reaches(export, page));
        }
    }

    private static boolean within(Export export, ApprovalFile approval) {
        Instant asked = approval.approval().createdAt();
        return !asked.isBefore(export.from()) && asked.isBefore(export.to());
    }

    /** Whether older approvals can still be in the range: pages come newest first. */
    private static boolean reaches(Export export, List<ApprovalFile> page) {
        return !page.getLast().approval().createdAt().isBefore(export.from());
    }

    private static Map<String, @Nullable Object> line(ApprovalFile file) {
        Map<String, @Nullable Object> line = Details.members(
                "approval_id", file.approval().approvalId().toString(),
                "operation", file.approval().operation().verb(),
                "request_digest", Details.base64(file.approval().requestDigest()),
                "reason", file.approval().reason(),
                "requester", party(file.approval().requester()),
                "created_at", Details.time(file.approval().createdAt()),
                "expires_at", Details.time(file.approval().expiresAt()),
                "spent", file.spent(),
                "votes", file.votes().stream().map(ApprovalsFile::vote).toList());
        line.put("key_id", Details.text(file.approval().keyId()));
        line.putAll(JsonLines.scope(file.approval().scope()));
        return line;
    }

    private static Map<String, @Nullable Object> vote(Vote vote) {
        return Details.members(
                "voter", party(vote.voter()), "granted", vote.granted(), "voted_at", Details.time(vote.votedAt()));
    }

    private static Map<String, @Nullable Object> party(Party party) {
        Map<String, @Nullable Object> members = Details.members("subject", party.subject());
        members.put("person", party.person());
        return members;
    }
}
