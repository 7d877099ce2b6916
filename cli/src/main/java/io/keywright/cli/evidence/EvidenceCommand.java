package io.keywright.cli.evidence;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.evidence.VerifyEvidence;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with evidence. */
@Command(name = "evidence", header = "Export evidence for auditors, and verify it offline.")
public final class EvidenceCommand extends CommandGroup {

    private EvidenceCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal, Runnable prepare) {
        return new EvidenceCommand()
                .with(
                        new ExportCommand(terminal),
                        new DownloadCommand(terminal),
                        new VerifyEvidence(terminal, prepare));
    }
}
