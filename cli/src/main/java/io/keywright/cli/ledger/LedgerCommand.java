package io.keywright.cli.ledger;

import io.keywright.verifier.ledger.VerifyLedger;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator or auditor does with a whole ledger. */
@Command(name = "ledger", header = "Check, count or follow a whole ledger.")
public final class LedgerCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LedgerCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal, Runnable prepare) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand(new VerifyLedger(terminal, new LedgerFolders(), prepare))
                .addSubcommand(new StatsCommand(terminal))
                .addSubcommand(new TailCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
