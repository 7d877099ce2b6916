package io.keywright.cli.rotation;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to see of automatic rotation. */
@Command(name = "rotation", header = "See which keys rotate by themselves when, and what came of it.")
public final class RotationCommand extends CommandGroup {

    private RotationCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new RotationCommand().with(new CalendarCommand(terminal), new RunsCommand(terminal));
    }
}
