package io.keywright.cli.trust;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with trust anchors. */
@Command(name = "trust", header = "See whom your scope trusts, change it, and have it in files.")
public final class TrustCommand extends CommandGroup {

    private TrustCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new TrustCommand()
                .with(
                        new AddCommand(terminal),
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new ReplaceCommand(terminal),
                        new RetireCommand(terminal),
                        new SyncCommand(terminal));
    }
}
