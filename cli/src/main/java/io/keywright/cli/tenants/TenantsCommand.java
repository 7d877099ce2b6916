package io.keywright.cli.tenants;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with tenants. */
@Command(name = "tenants", header = "Give tenants roots of their own, and see how they do.")
public final class TenantsCommand extends CommandGroup {

    private TenantsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new TenantsCommand()
                .with(
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new CreateCommand(terminal),
                        new MoveCommand(terminal),
                        new RotateRootCommand(terminal));
    }
}
