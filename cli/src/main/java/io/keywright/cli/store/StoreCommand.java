package io.keywright.cli.store;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with a service's store. */
@Command(name = "store", header = "Move a service's store to another database.")
public final class StoreCommand extends CommandGroup {

    private StoreCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new StoreCommand().with(new MoveCommand(terminal));
    }
}
