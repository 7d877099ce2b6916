package io.keywright.cli.authorities;

import io.keywright.cli.authorities.acme.AcmeCommand;
import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with certificate authorities. */
@Command(name = "authorities", header = "Make certificate authorities, and read what they have revoked.")
public final class AuthoritiesCommand extends CommandGroup {

    private AuthoritiesCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new AuthoritiesCommand()
                .with(
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new CreateCommand(terminal),
                        new InstallCommand(terminal),
                        new RulesCommand(terminal),
                        new CrlCommand(terminal),
                        AcmeCommand.create(terminal));
    }
}
