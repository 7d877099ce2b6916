package io.keywright.cli.approvals;

import io.keywright.cli.command.ListingCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists a tenant's approvals. */
@Command(name = "list", header = "List your tenant's approvals, newest first.")
final class ListCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of(
                    "ID", "STATE", "OPERATION", "KEY", "REQUESTER", "EXPIRES", "REASON")
            .map(Column::words)
            .toList();
    private static final int MOST_OF_A_REASON = 60;

    @Mixin
    private Narrowing narrowing = new Narrowing();

    ListCommand(Terminal terminal) {
        super(terminal, "approvals", "approvals", COLUMNS);
    }

    @Override
    protected Query query() {
        return narrowing.query();
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        Approval approval = new Approval(item);
        return List.of(
                approval.id(),
                approval.state(),
                approval.operation(),
                approval.key().orElse("-"),
                approval.requester().brief(),
                approval.expires(),
                Printable.cut(approval.reason(), MOST_OF_A_REASON));
    }

    @Override
    protected String nothing() {
        return query().isEmpty() ? "Nobody has asked for an approval." : "There are no such approvals.";
    }
}
