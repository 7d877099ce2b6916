package io.keywright.core.change;

import io.keywright.model.Approval;
import io.keywright.model.Vote;
import java.util.UUID;

/** A change of an approval that somebody asked for. Spending it is tied to what it allows: {@link Change.Approved}. */
public sealed interface ApprovalChange extends Change {

    /**
     * Somebody asks for an approval. Applies if fewer than {@code most} of its tenant's approvals are open at the time
     * that it is created: neither denied nor spent nor expired.
     */
    record Requested(Approval approval, int most) implements ApprovalChange {}

    /** An approver votes. Applies if neither this identity nor this person has voted on it before. */
    record Voted(UUID approvalId, Vote vote) implements ApprovalChange {}

    /** An approval's time is over, and that is told. Applies if it was still open and had not been told. */
    record Expired(UUID approvalId) implements ApprovalChange {}
}
