package io.keywright.cli.provider;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with root providers. */
@Command(name = "provider", header = "See how root providers do, and try them.")
public final class ProviderCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ProviderCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new ProviderCommand())
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
