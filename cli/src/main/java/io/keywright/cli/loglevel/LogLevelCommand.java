package io.keywright.cli.loglevel;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with how much the log tells. */
@Command(name = "log-level", header = "See how much a service's log tells, and have it tell more or less for a while.")
public final class LogLevelCommand extends CommandGroup {

    private LogLevelCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new LogLevelCommand()
                .with(new ShowCommand(terminal), new SetCommand(terminal), new ResetCommand(terminal));
    }
}
