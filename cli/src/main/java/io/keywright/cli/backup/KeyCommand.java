package io.keywright.cli.backup;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with keys that open backups. */
@Command(name = "key", header = "Make a key that opens backups, in shares.")
final class KeyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KeyCommand() {}

    static CommandLine create(Terminal terminal) {
        return new CommandLine(new KeyCommand()).addSubcommand(new KeyCreateCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
