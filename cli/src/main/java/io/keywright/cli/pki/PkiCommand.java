package io.keywright.cli.pki;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with a development server's certificates. */
@Command(name = "pki", header = "Issue client identities for a development server.")
public final class PkiCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PkiCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new PkiCommand()).addSubcommand(new IssueCommand(terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
