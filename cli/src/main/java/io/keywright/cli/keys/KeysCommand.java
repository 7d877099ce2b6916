package io.keywright.cli.keys;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with keys. */
@Command(name = "keys", header = "Make keys, see them, and lead them through their life.")
public final class KeysCommand extends CommandGroup {

    private KeysCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new KeysCommand()
                .with(
                        new CreateCommand(terminal),
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new UsageCommand(terminal),
                        new PublicKeyCommand(terminal),
                        new RotateCommand(terminal),
                        new ArchiveCommand(terminal),
                        new RestoreCommand(terminal),
                        new RevokeCommand(terminal),
                        new DestroyCommand(terminal),
                        new CancelDestructionCommand(terminal),
                        new ImportCommand(terminal),
                        new ExportCommand(terminal));
    }
}
