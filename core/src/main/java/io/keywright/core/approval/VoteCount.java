package io.keywright.core.approval;

import io.keywright.core.authorization.Ground;
import io.keywright.core.authorization.Roles;
import io.keywright.model.Approval;
import io.keywright.model.Party;
import io.keywright.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts votes by what is in force now, whenever they were given: the quorum, and who is an approver. */
public final class VoteCount {

    private final ApprovalRules rules;
    private final Roles roles;

    public VoteCount(ApprovalRules rules, Roles roles) {
        this.rules = rules;
        this.roles = roles;
    }

    /** How many must grant {@code approval}, at least 1. */
    int quorum(Approval approval) {
        return rules.quorumOf(approval.operation());
    }

    /** How far it has come. */
    ApprovalState state(ApprovalFile file, Instant now) {
        return file.state(quorum(file.approval()), now, voter -> approves(file.approval(), voter));
    }

    /** The role bindings without which those who grant it would be no approvers. */
    Set<UUID> bindings(ApprovalFile file) {
        Approval approval = file.approval();
        return file.granters(voter -> approves(approval, voter)).stream()
                .flatMap(voter -> grounds(approval, voter).stream().limit(1))
                .filter(Ground.Bound.class::isInstance)
                .map(ground -> ((Ground.Bound) ground).binding().bindingId())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean approves(Approval approval, Party voter) {
        return !grounds(approval, voter).isEmpty();
    }

    private List<Ground> grounds(Approval approval, Party voter) {
        return roles.grounds(approval.scope(), voter, Role.APPROVER);
    }
}
