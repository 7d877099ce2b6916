package io.keywright.cli.approvals;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a tenant's approvals. */
@Command(
        name = "list",
        header = "List your tenant's approvals, newest first.",
        footer = {"Exit code: 0 listed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ListCommand implements Runnable {

    @Option(names = "--limit", paramLabel = "N", description = "How many at the most (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer page = connection.call(client -> client.get("approvals?limit=" + limit));
        List<KmsAnswer> approvals = page.objects("approvals");
        if (approvals.isEmpty()) {
            terminal.line("Nobody has asked for an approval.");
            return;
        }
        new ApprovalTable(terminal).print(approvals);
        if (page.optionalText("next_page_token").isPresent()) {
            terminal.line("There may be older ones; see them with a greater --limit.");
        }
    }
}
