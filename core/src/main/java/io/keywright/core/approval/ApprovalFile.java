package io.keywright.core.approval;

import io.keywright.model.Approval;
import io.keywright.model.Party;
import io.keywright.model.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An approval and all that was said to it.
 *
 * @param spent whether what it allows is done
 */
public record ApprovalFile(Approval approval, List<Vote> votes, boolean spent) {

    public ApprovalFile {
        votes = List.copyOf(votes);
    }

    /** The same with one more vote. */
    ApprovalFile with(Vote vote) {
        return new ApprovalFile(
                approval, Stream.concat(votes.stream(), Stream.of(vote)).toList(), spent);
    }

    /**
     * How far it has come.
     *
     * @param quorum how many must grant it, at least 1
     * @param stillApproves whether a voter has the role of an approver to this day
     */
    ApprovalState state(int quorum, Instant now, Predicate<Party> stillApproves) {
        if (spent) {
            return ApprovalState.SPENT;
        }
        if (votes.stream().anyMatch(vote -> !vote.granted())) {
            return ApprovalState.DENIED;
        }
        if (!now.isBefore(approval.expiresAt())) {
            return ApprovalState.EXPIRED;
        }
        return granters(stillApproves).size() >= Math.max(1, quorum) ? ApprovalState.APPROVED : ApprovalState.PENDING;
    }

    /** The different parties, the requester not among them, who grant it. */
    List<Party> granters(Predicate<Party> stillApproves) {
        List<Party> counted = new ArrayList<>();
        counted.add(approval.requester());
        for (Vote vote : votes) {
            Party voter = vote.voter();
            if (vote.granted() && stillApproves.test(voter) && counted.stream().noneMatch(voter::isSameAs)) {
                counted.add(voter);
            }
        }
        return counted.subList(1, counted.size());
    }
}
