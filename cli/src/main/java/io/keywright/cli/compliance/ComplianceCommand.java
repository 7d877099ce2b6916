package io.keywright.cli.compliance;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to see of compliance. */
@Command(name = "compliance", header = "See what is not as the rules want it.")
public final class ComplianceCommand extends CommandGroup {

    private ComplianceCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new ComplianceCommand().with(new FindingsCommand(terminal));
    }
}
