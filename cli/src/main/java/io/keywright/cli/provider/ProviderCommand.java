package io.keywright.cli.provider;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with root providers. */
@Command(name = "provider", header = "See how root providers do, and try them.")
public final class ProviderCommand extends CommandGroup {

    private ProviderCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new ProviderCommand().with(new ListCommand(terminal), new ValidateCommand(terminal));
    }
}
