package io.keywright.cli.cache;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with what a node holds. */
@Command(name = "cache", header = "See, destroy and load what a node holds of roots and keys.")
public final class CacheCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CacheCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new CacheCommand())
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new PurgeCommand(terminal))
                .addSubcommand(new WarmCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
