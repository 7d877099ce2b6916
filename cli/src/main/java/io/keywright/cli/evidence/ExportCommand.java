package io.keywright.cli.evidence;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a service export evidence, waits for it and fetches it. */
@Command(
        name = "export",
        header = "Export a tenant's evidence.",
        descriptionHeading = "%n",
        description = {
            "Fetches a package with the tenant's receipts of a time, the proof that they are in the ledger, keys, access,"
                    + " approvals, and a report. For auditors of the tenant; a platform auditor names it by --tenant."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class ExportCommand implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(300);

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "The first day, or the first moment, as in 2026-01-31 or 2026-01-31T12:00:00Z.")
    private Moment from = new Moment(Instant.EPOCH);

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "The day or moment before which it ends (default: now).")
    private @Nullable Moment to;

    @Mixin
    private PackageOf packaged = new PackageOf();

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    ExportCommand(Terminal terminal) {
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
        Export export = finished(client, Export.order(client, request(tenant)).id(), tenant);
        export.download(client, tenant, out);
        return export;
    }

    private Map<String, String> request(Optional<String> tenant) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("from", from.wire());
        if (to != null) {
            request.put("to", to.wire());
        }
        tenant.ifPresent(it -> request.put("tenant_id", it));
        return request;
    }

    private Export finished(KmsClient client, String id, Optional<String> tenant)
            throws IOException, InterruptedException {
        try (Progress progress = new Progress(terminal, "Exporting receipts")) {
            while (true) {
                Export export = Export.find(client, id, tenant);
                if (export.hasEnded()) {
                    return export;
                }
                progress.at(export.answer().number("receipts"), export.answer().number("total_receipts"));
                Thread.sleep(PAUSE);
            }
        }
    }
}
