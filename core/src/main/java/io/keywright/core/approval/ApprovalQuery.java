package io.keywright.core.approval;

import io.keywright.core.approval.ApprovalStore.ApprovalFilter;
import io.keywright.core.approval.ApprovalStore.Course;
import io.keywright.model.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Narrows a listing of approvals; a null member does not narrow. */
public record ApprovalQuery(
        @Nullable ApprovalState state,
        @Nullable Operation operation,
        @Nullable UUID keyId) {

    /** What the store can tell apart of it. It does not know who is an approver to this day. */
    ApprovalFilter filter(Instant now) {
        return new ApprovalFilter(state == null ? null : course(state, now), operation, keyId);
    }

    private static Course course(ApprovalState state, Instant now) {
        return switch (state) {
            case PENDING, APPROVED -> new Course.Open(now);
            case DENIED -> new Course.Denied();
            case EXPIRED -> new Course.Expired(now);
            case SPENT -> new Course.Spent();
        };
    }

    boolean matches(ApprovalState found) {
        return state == null || state == found;
    }
}
