package io.keywright.cli.cache;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with what a node holds. */
@Command(name = "cache", header = "See, destroy and load what a node holds of roots and keys.")
public final class CacheCommand extends CommandGroup {

    private CacheCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CacheCommand()
                .with(new ShowCommand(terminal), new PurgeCommand(terminal), new WarmCommand(terminal));
    }
}
