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
     * @param counts whether a vote is one of an approver to this day
     */
    ApprovalState state(int quorum, Instant now, Predicate<Vote> counts) {
        if (spent) {
            return ApprovalState.SPENT;
        }
        if (votes.stream().anyMatch(vote -> !vote.granted())) {
            return ApprovalState.DENIED;
        }
        if (!now.isBefore(approval.expiresAt())) {
            return ApprovalState.EXPIRED;
        }
        return counted(counts).size() >= Math.max(1, quorum) ? ApprovalState.APPROVED : ApprovalState.PENDING;
    }

    /** The votes that grant it, one of each party, and none of the requester's. */
    List<Vote> counted(Predicate<Vote> counts) {
        List<Vote> counted = new ArrayList<>();
        List<Party> parties = new ArrayList<>(List.of(approval.requester()));
        for (Vote vote : votes) {
            Party voter = vote.voter();
            if (vote.granted()
                    && !(voter.person() == null && isOfPersons())
                    && parties.stream().noneMatch(voter::isSameAs)
                    && counts.test(vote)) {
                counted.add(vote);
                parties.add(voter);
            }
        }
        return counted;
    }

    /**
     * Whether a token has said of somebody here which person it is. Then everybody needs one: who leaves it out could be the
     * same person through another certificate.
     */
    boolean isOfPersons() {
        return Stream.concat(Stream.of(approval.requester()), votes.stream().map(Vote::voter))
                .anyMatch(party -> party.person() != null);
    }
}
