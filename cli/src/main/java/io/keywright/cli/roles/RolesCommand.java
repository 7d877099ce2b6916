package io.keywright.cli.roles;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with roles. */
@Command(name = "roles", header = "See who has which role, give roles and take them back.")
public final class RolesCommand extends CommandGroup {

    private RolesCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new RolesCommand()
                .with(new ListCommand(terminal), new BindCommand(terminal), new UnbindCommand(terminal));
    }
}
