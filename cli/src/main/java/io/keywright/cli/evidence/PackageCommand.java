package io.keywright.cli.evidence;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Fetches the package of an export. */
abstract class PackageCommand extends ServiceCommand {

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

    PackageCommand(Terminal terminal) {
        super(terminal);
    }

    /** The export, once it has ended, or as it stands. */
    abstract Export export(KmsClient client, Optional<String> tenantId) throws IOException, InterruptedException;

    @Override
    protected void check() {
        if (Files.exists(out)) {
            throw CommandFailed.badInput("%s is there already; choose another file by --out.".formatted(out));
        }
        if (tenant().filter(it -> !it.matches("[A-Za-z0-9._:-]{1,128}")).isPresent()) {
            throw CommandFailed.badInput("--tenant must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /** The tenant that is named, on the command line or in the profile. */
    private Optional<String> tenant() {
        return Optional.ofNullable(tenant).or(() -> Optional.of(usualTenant()).filter(usual -> !usual.isEmpty()));
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Export export = export(client, tenant());
        export.download(client, tenant(), out);
        Map<String, Object> members = new LinkedHashMap<>(export.answer().members());
        members.put("file", out.toString());
        return new KmsAnswer(members);
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.good("%s, %d receipts"
                .formatted(terminal.styled(Style.NAME, Printable.of(out.toString())), answer.number("receipts")));
        terminal.line("Check it, here or anywhere: keywright evidence verify %s --key KEY".formatted(out));
    }
}
