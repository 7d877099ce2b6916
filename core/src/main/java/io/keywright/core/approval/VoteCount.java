package io.keywright.core.approval;

import io.keywright.core.authorization.Ground;
import io.keywright.core.authorization.Roles;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Grounds;
import io.keywright.model.Role;
import io.keywright.model.Vote;
import io.keywright.model.Voucher;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Counts votes by what is in force now, whenever they were given: the quorum, who is an approver, and which trust anchors
 * may vouch for one. May block.
 */
public final class VoteCount {

    private final ApprovalRules rules;
    private final Roles roles;
    private final ApprovalStore store;

    public VoteCount(ApprovalRules rules, Roles roles, ApprovalStore store) {
        this.rules = rules;
        this.roles = roles;
        this.store = store;
    }

    /** How many must grant {@code approval}, at least 1. */
    int quorum(Approval approval) {
        return rules.quorumOf(approval.operation());
    }

    /** How far it has come. */
    ApprovalState state(ApprovalFile file, Instant now) {
        return file.state(quorum(file.approval()), now, vote -> counts(file.approval(), vote));
    }

    /** What must still be there for it to be spent. */
    Grounds grounds(ApprovalFile file) {
        Set<UUID> bindings = new HashSet<>();
        Set<UUID> vouching = new HashSet<>();
        for (Vote vote : file.counted(it -> counts(file.approval(), it))) {
            if (grounds(file.approval(), vote).getFirst() instanceof Ground.Bound bound) {
                bindings.add(bound.binding().bindingId());
            }
            if (vote.voucher() != null) {
                vouching.add(vote.voucher().anchorId());
            }
        }
        return new Grounds(bindings, vouching);
    }

    private boolean counts(Approval approval, Vote vote) {
        return !grounds(approval, vote).isEmpty() && (vote.voucher() == null || stands(vote.voucher()));
    }

    private List<Ground> grounds(Approval approval, Vote vote) {
        return roles.grounds(approval.scope(), vote.voter(), vote.voucher(), Role.APPROVER);
    }

    private boolean stands(Voucher voucher) {
        try {
            return store.vouches(voucher.anchorId());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
