package io.keywright.cli.authorities.acme;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with credentials of ACME clients. */
@Command(name = "acme", header = "Let ACME clients such as certbot and lego have certificates for a module.")
public final class AcmeCommand extends CommandGroup {

    private AcmeCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new AcmeCommand()
                .with(new ListCommand(terminal), new CreateCommand(terminal), new RevokeCommand(terminal));
    }
}
