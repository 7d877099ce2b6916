package io.keywright.cli.evidence;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fetches the package of an export that is there already. */
@Command(
        name = "download",
        header = "Fetch the package of an export.",
        descriptionHeading = "%n",
        description = {
            "Of several nodes, one may have the package: another answers 307 and names that one's URL. No redirect is"
                    + " followed: call that node by --url."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class DownloadCommand implements Runnable {

    @Parameters(paramLabel = "EXPORT", description = "The export's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private PackageOf packaged = new PackageOf();

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    DownloadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Path out = packaged.out();
        Optional<String> tenant = packaged.tenant(connection);
        Export export = connection.call(client -> fetch(client, tenant, out));
        format.show(terminal, () -> export.json(out), () -> export.print(terminal, out));
    }

    private Export fetch(KmsClient client, Optional<String> tenant, Path out) throws IOException, InterruptedException {
        Export export = Export.find(client, id.toString(), tenant);
        export.download(client, tenant, out);
        return export;
    }
}
