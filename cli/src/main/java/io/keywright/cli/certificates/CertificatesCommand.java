package io.keywright.cli.certificates;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with certificates of modules. */
@Command(name = "certificates", header = "Have certificates issued by an authority, list and revoke them.")
public final class CertificatesCommand extends CommandGroup {

    private CertificatesCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CertificatesCommand()
                .with(
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new IssueCommand(terminal),
                        new RevokeCommand(terminal));
    }
}
