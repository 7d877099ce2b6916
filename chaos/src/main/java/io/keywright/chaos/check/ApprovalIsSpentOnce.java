package io.keywright.chaos.check;

import io.keywright.chaos.history.Operation;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** An approval admits one operation: in the ledger, and in what callers were answered. */
final class ApprovalIsSpentOnce implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Set<String> spent = new HashSet<>();
        Stream<Finding> told = evidence.ledger().entries().stream()
                .filter(entry -> !token(entry).isEmpty() && !spent.add(token(entry)))
                .map(entry -> found("receipt %d spends approval %s again".formatted(entry.index(), token(entry))));
        Set<String> used = new HashSet<>();
        Stream<Finding> answered = evidence.history().operations().stream()
                .filter(operation -> operation.done() && !approval(operation).isEmpty())
                .filter(operation -> !used.add(approval(operation)))
                .map(operation -> found("node %d did what approval %s admits, and it was done before"
                        .formatted(operation.node(), approval(operation))));
        return Stream.concat(told, answered);
    }

    private static String token(Entry entry) {
        return entry.receipt().context().success() ? entry.changed("approval", "token_id") : "";
    }

    private static String approval(Operation operation) {
        return operation.asked("approval");
    }
}
