package io.keywright.cli.approvals;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with approvals. */
@Command(name = "approvals", header = "Ask for approvals, and grant or deny those of others.")
public final class ApprovalsCommand extends CommandGroup {

    private ApprovalsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new ApprovalsCommand()
                .with(
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new RequestCommand(terminal),
                        new ApproveCommand(terminal),
                        new DenyCommand(terminal));
    }
}
