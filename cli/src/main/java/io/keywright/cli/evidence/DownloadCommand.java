package io.keywright.cli.evidence;

import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Fetches the package of an export that is there already. */
@Command(
        name = "download",
        header = "Fetch the package of an export.",
        description = {
            "Of several nodes, one may have the package: another answers 307 and names that one's URL. No redirect is"
                    + " followed: call that node by --url."
        })
final class DownloadCommand extends PackageCommand {

    @Parameters(paramLabel = "EXPORT", description = "The export's id.")
    private UUID id = new UUID(0, 0);

    DownloadCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Export export(KmsClient client, Optional<String> tenantId) throws IOException, InterruptedException {
        return Export.find(client, id.toString(), tenantId);
    }
}
