package io.keywright.cli.ledger;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.ledger.VerifyLedger;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What an operator or auditor does with a whole ledger. */
@Command(name = "ledger", header = "Check, count or follow a whole ledger.")
public final class LedgerCommand extends CommandGroup {

    private LedgerCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal, Runnable prepare) {
        return new LedgerCommand()
                .with(
                        new VerifyLedger(terminal, new LedgerFolders(), prepare),
                        new StatsCommand(terminal),
                        new TailCommand(terminal));
    }
}
