package io.keywright.cli.approvals;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.Map;
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

    @Mixin
    private Narrowing narrowing = new Narrowing();

    @Option(names = "--limit", paramLabel = "N", description = "How many at the most (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--all", description = "All that there are, instead of the newest.")
    private boolean all;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        int most = all ? Integer.MAX_VALUE : limit;
        Pages pages = connection.call(client -> Pages.read(client, narrowing.query(), most));
        KmsAnswer answer = new KmsAnswer(Map.of(
                "approvals", pages.approvals().stream().map(KmsAnswer::members).toList(), "more", pages.more()));
        format.show(terminal, answer::json, () -> print(pages));
    }

    private void print(Pages pages) {
        List<KmsAnswer> approvals = pages.approvals();
        if (approvals.isEmpty()) {
            terminal.line(narrowing.isNone() ? "Nobody has asked for an approval." : "There are no such approvals.");
            return;
        }
        new ApprovalTable(terminal).print(approvals);
        if (pages.more()) {
            terminal.line("There may be older ones; see them with a greater --limit, or --all.");
        }
    }
}
