package io.keywright.cli.evidence;

import io.keywright.cli.json.JsonLine;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
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

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "The tenant, if it is not the caller's own (default: the profile's).")
    private @Nullable String tenant;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The package to write; must not be there yet.")
    private Path out = Path.of("");

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
        if (Files.exists(out)) {
            throw CommandFailed.badInput("%s is there already; choose another file by --out.".formatted(out));
        }
        KmsAnswer export = connection.call(this::fetch);
        format.show(terminal, () -> json(export), () -> print(export));
    }

    private String json(KmsAnswer export) {
        Map<String, Object> members = new LinkedHashMap<>(export.members());
        members.put("file", out.toString());
        return JsonLine.of(members);
    }

    private void print(KmsAnswer export) {
        terminal.good("%s, %d receipts"
                .formatted(terminal.styled(Style.NAME, Printable.of(out.toString())), export.number("receipts")));
        terminal.line("Check it, here or anywhere: keywright evidence verify %s --key KEY".formatted(out));
    }

    private KmsAnswer fetch(KmsClient client) throws IOException, InterruptedException {
        KmsAnswer export =
                finished(client, client.post("evidence/exports", request()).text("export_id"));
        if (!export.text("state").equals("ready")) {
            throw CommandFailed.because("The export has failed: %s. The service's log says more; try again."
                    .formatted(Printable.of(export.optionalText("failure").orElse("unknown"))));
        }
        client.download(path(export.text("export_id")) + "/download" + query(), out);
        return export;
    }

    private Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("from", from.wire());
        if (to != null) {
            request.put("to", to.wire());
        }
        tenant().ifPresent(it -> request.put("tenant_id", it));
        return request;
    }

    private KmsAnswer finished(KmsClient client, String id) throws IOException, InterruptedException {
        try (Progress progress = new Progress(terminal, "Exporting receipts")) {
            while (true) {
                KmsAnswer export = client.get(path(id) + query());
                String state = export.text("state");
                if (state.equals("ready") || state.equals("failed")) {
                    return export;
                }
                progress.at(export.number("receipts"), export.number("total_receipts"));
                Thread.sleep(PAUSE);
            }
        }
    }

    private static String path(String id) {
        if (!id.matches("[0-9a-f-]{36}")) {
            throw CommandFailed.because("The service's answer has no export_id that is one.");
        }
        return "evidence/exports/" + id;
    }

    private String query() {
        return tenant().map(it -> "?tenant_id=" + it).orElse("");
    }

    private Optional<String> tenant() {
        Optional<String> named = Optional.ofNullable(tenant).or(connection::tenant);
        if (named.filter(it -> !it.matches("[A-Za-z0-9._:-]{1,128}")).isPresent()) {
            throw CommandFailed.badInput("--tenant must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
        return named;
    }
}
