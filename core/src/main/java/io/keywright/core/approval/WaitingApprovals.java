package io.keywright.core.approval;

import io.keywright.core.journal.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests of all tenants that still wait for an approver. May block. */
public record WaitingApprovals(ApprovalStore store, VoteCount count) {

    private static final int PAGE = 500;

    /**
     * How many wait.
     *
     * @param oldest when the first of them was asked for; empty if there are none
     */
    public record Waiting(long number, Optional<Instant> oldest) {

        /** Nobody waits. */
        public static final Waiting NONE = new Waiting(0, Optional.empty());

        private Waiting and(Instant asked) {
            return new Waiting(number + 1, oldest.isEmpty() ? Optional.of(asked) : oldest);
        }
    }

    /** What has not got enough votes at {@code now}. */
    public Waiting at(Instant now) throws StoreException {
        Waiting waiting = Waiting.NONE;
        @Nullable UUID last = null;
        List<ApprovalFile> page;
        do {
            page = store.open(now, last, PAGE);
            for (ApprovalFile file : page) {
                last = file.approval().approvalId();
                if (count.state(file, now) == ApprovalState.PENDING) {
                    waiting = waiting.and(file.approval().createdAt());
                }
            }
        } while (page.size() == PAGE);
        return waiting;
    }
}
