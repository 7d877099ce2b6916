package io.keywright.core.approval;

import io.keywright.model.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the operator has settled about approvals.
 *
 * @param required operations that always need one, whatever the key's policy says
 * @param quorum how many approvers must grant one, at least 1
 * @param quorums for operations where it is another number, at least 1
 * @param validity how long after it was asked for an approval can be spent
 * @param mostOpen how many approvals of a tenant can wait to be decided or spent at a time, at least 1
 */
public record ApprovalRules(
        Set<Operation> required, int quorum, Map<Operation, Integer> quorums, Duration validity, int mostOpen) {

    public ApprovalRules {
        required = Set.copyOf(required);
        quorums = Map.copyOf(quorums);
        if (quorum < 1 || quorums.values().stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("a quorum must be at least 1");
        }
        if (mostOpen < 1) {
            throw new IllegalArgumentException("nobody could ask for an approval");
        }
    }

    int quorumOf(Operation operation) {
        return quorums.getOrDefault(operation, quorum);
    }
}
