package io.keywright.cli.backup;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with backups. */
@Command(name = "backup", header = "Back the installation up, and restore it.")
public final class BackupCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BackupCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new BackupCommand())
                .addSubcommand(new CreateCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ScheduleCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(KeyCommand.create(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
