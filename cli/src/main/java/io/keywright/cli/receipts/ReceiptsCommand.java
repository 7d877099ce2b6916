package io.keywright.cli.receipts;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with receipts. */
@Command(name = "receipts", header = "See what was done with keys, and by whom.")
public final class ReceiptsCommand extends CommandGroup {

    private ReceiptsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new ReceiptsCommand()
                .with(new ListCommand(terminal), new ShowCommand(terminal), new ProveItemCommand(terminal));
    }
}
