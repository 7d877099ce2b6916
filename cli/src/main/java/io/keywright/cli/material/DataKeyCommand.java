package io.keywright.cli.material;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with data keys. */
@Command(name = "data-key", header = "Make keys for programs of your own, and open them again.")
public final class DataKeyCommand extends CommandGroup {

    private DataKeyCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new DataKeyCommand().with(new CreateCommand(terminal), new UnwrapCommand(terminal));
    }
}
