package io.keywright.cli.root;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with the root of all keys. */
@Command(name = "root", header = "Change the root of all keys.")
public final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RootCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new RootCommand()).addSubcommand(new RewrapCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
