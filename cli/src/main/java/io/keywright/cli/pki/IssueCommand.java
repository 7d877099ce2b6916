package io.keywright.cli.pki;

import io.keywright.cli.json.JsonLine;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemPair;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Issues a client certificate from a development server's own authority. */
@Command(
        name = "issue",
        header = "Issue a client certificate.",
        descriptionHeading = "%n",
        description = {
            "Writes OUT.pem and OUT-key.pem, signed by the development CA of the data folder. Either --tenant, or --platform"
                    + " for a module that belongs to no tenant."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class IssueCommand implements Runnable {

    @Option(names = "--tenant", paramLabel = "TENANT", description = "The tenant that the module belongs to.")
    private @Nullable String tenant;

    @Option(
            names = "--environment",
            paramLabel = "ENV",
            description = "dev, staging or prod (default: ${DEFAULT-VALUE}).")
    private String environment = "dev";

    @Option(
            names = "--plane",
            paramLabel = "PLANE",
            description = "laptop, tenant, product or shared (default: ${DEFAULT-VALUE}).")
    private String plane = "tenant";

    @Option(names = "--module", required = true, paramLabel = "MODULE", description = "The module, such as M21.")
    private String module = "";

    @Option(names = "--platform", description = "A platform identity, without tenant, environment and plane.")
    private boolean platform;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:KEYWRIGHT_DATA:-.keywright}",
            description = "The development server's data folder (default: KEYWRIGHT_DATA, or .keywright).")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "OUT", description = "Where to write, without .pem.")
    private Path out = Path.of("");

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    public IssueCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        SpiffeId id = identity();
        try {
            PemPair written = DevelopmentPki.in(data.toAbsolutePath()).issue(id, out.toAbsolutePath());
            format.show(terminal, () -> json(id, written), () -> print(id, written));
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailed.because(
                    "The certificate cannot be issued: %s. Is there a development CA in %s? keywright dev makes one."
                            .formatted(e.getMessage(), data));
        }
    }

    private static String json(SpiffeId id, PemPair written) {
        return JsonLine.of(Map.of(
                "subject",
                id.toString(),
                "certificate",
                written.certificate().toString(),
                "private_key",
                written.privateKey().toString()));
    }

    private void print(SpiffeId id, PemPair written) {
        terminal.line(id.toString());
        terminal.line("  " + written.certificate());
        terminal.line("  " + written.privateKey());
    }

    private SpiffeId identity() {
        if (platform == (tenant != null)) {
            throw CommandFailed.badInput("Give either --tenant or --platform.");
        }
        try {
            return tenant == null
                    ? SpiffeId.ofPlatform(DevelopmentPki.TRUST_DOMAIN, module)
                    : SpiffeId.ofTenant(DevelopmentPki.TRUST_DOMAIN, tenant, environment, plane, module);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(String.valueOf(e.getMessage()));
        }
    }
}
