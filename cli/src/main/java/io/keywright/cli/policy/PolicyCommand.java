package io.keywright.cli.policy;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows and changes access policies. */
@Command(name = "policy", header = "Show or change who may use a key.")
public final class PolicyCommand extends CommandGroup {

    private PolicyCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new PolicyCommand().with(new GetCommand(terminal), new SetCommand(terminal));
    }
}
