package io.keywright.cli.root;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with the root of all keys. */
@Command(name = "root", header = "Change the root of all keys.")
public final class RootCommand extends CommandGroup {

    private RootCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new RootCommand().with(new RewrapCommand(terminal));
    }
}
