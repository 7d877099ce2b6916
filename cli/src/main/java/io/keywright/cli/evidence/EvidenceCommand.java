package io.keywright.cli.evidence;

import io.keywright.verifier.evidence.VerifyEvidence;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with evidence. */
@Command(name = "evidence", header = "Export evidence for auditors, and verify it offline.")
public final class EvidenceCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private EvidenceCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal, Runnable prepare) {
        return new CommandLine(new EvidenceCommand())
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new VerifyEvidence(terminal, prepare));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
