package io.keywright.cli.approvals;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with approvals. */
@Command(name = "approvals", header = "Ask for approvals, and grant or deny those of others.")
public final class ApprovalsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ApprovalsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new ApprovalsCommand())
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new RequestCommand(terminal))
                .addSubcommand(new ApproveCommand(terminal))
                .addSubcommand(new DenyCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
