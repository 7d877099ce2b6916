package io.keywright.cli.evidence;

import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a service export evidence, waits for it and fetches it. */
@Command(
        name = "export",
        header = "Export a tenant's evidence.",
        description = {
            "Fetches a package with the tenant's receipts of a time, the proof that they are in the ledger, keys, access,"
                    + " approvals, and a report. For auditors of the tenant; a platform auditor names it by --tenant."
        })
final class ExportCommand extends PackageCommand {

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

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Export export(KmsClient client, Optional<String> tenantId) throws IOException, InterruptedException {
        return finished(client, Export.order(client, request(tenantId)).id(), tenantId);
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
