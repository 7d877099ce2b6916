package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;

/** Approvals below each other, a line for each. */
record ApprovalTable(Terminal terminal) {

    private static final List<Column> COLUMNS = Stream.of(
                    "ID", "STATE", "OPERATION", "KEY", "REQUESTER", "EXPIRES", "REASON")
            .map(Column::words)
            .toList();
    private static final int MOST_OF_A_REASON = 60;

    void print(List<KmsAnswer> approvals) {
        Table table = new Table(COLUMNS);
        approvals.forEach(approval -> table.row(row(new Approval(approval))));
        table.print(terminal);
    }

    private static List<String> row(Approval approval) {
        return List.of(
                approval.id(),
                approval.state(),
                approval.operation(),
                approval.key().orElse("-"),
                approval.requester().brief(),
                approval.expires(),
                Printable.cut(approval.reason(), MOST_OF_A_REASON));
    }
}
