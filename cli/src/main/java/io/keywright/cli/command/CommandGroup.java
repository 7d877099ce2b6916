package io.keywright.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has subcommands and does nothing without them. */
public abstract class CommandGroup implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command with these subcommands, in their order. */
    protected final CommandLine with(Object... subcommands) {
        CommandLine group = new CommandLine(this);
        for (Object subcommand : subcommands) {
            group.addSubcommand(subcommand);
        }
        return group;
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
