package io.keywright.cli.approvals;

import io.keywright.cli.kms.Connection;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an approval, or the token that its requester gets. */
@Command(
        name = "show",
        header = "Show an approval, and who has granted or denied it.",
        footer = "Exit code: 0 shown, 1 refused or no token yet, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
final class ShowCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The approval's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--token",
            description =
                    "Print the approval token and nothing else. Whoever asked for the approval gets it once enough"
                            + " have granted it, and sends it with the request.")
    private boolean token;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Approval approval = new Approval(connection.call(client -> client.get("approvals/" + id)));
        if (token) {
            terminal.line(approval.token().orElseThrow(() -> none(approval)));
        } else {
            format.show(terminal, approval.answer()::json, () -> approval.print(terminal));
        }
    }

    private static CommandFailed none(Approval approval) {
        return CommandFailed.because("The approval is %s; only %s gets its token, as long as it is approved."
                .formatted(approval.state(), approval.requester().full()));
    }
}
