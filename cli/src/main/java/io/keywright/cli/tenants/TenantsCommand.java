package io.keywright.cli.tenants;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with tenants. */
@Command(name = "tenants", header = "Give tenants roots of their own, and see how they do.")
public final class TenantsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TenantsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new TenantsCommand())
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new CreateCommand(terminal))
                .addSubcommand(new MoveCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
