package io.keywright.cli.whoami;

import io.keywright.cli.CommandFailed;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.KmsRefusal;
import io.keywright.cli.terminal.Terminal;
import io.keywright.pki.PemFiles;
import io.keywright.pki.PemPair;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a service whom a certificate, and a token if there is one, make of the caller. */
@Command(
        name = "whoami",
        header = "Ask a service who you are.",
        descriptionHeading = "%n",
        description = "Without options, asks a development server on this machine as its tenant demo.",
        sortOptions = false,
        sortSynopsis = false)
public final class WhoamiCommand implements Callable<Integer> {

    private static final List<String> MEMBERS =
            List.of("subject", "tenant_id", "environment", "plane", "module", "person");

    @Option(names = "--url", paramLabel = "URL", description = "The service (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("https://localhost:8443");

    @Option(names = "--cert", paramLabel = "FILE", description = "Your certificate, PEM (default: ${DEFAULT-VALUE}).")
    private Path certificate = Path.of(".keywright", "pki", "demo.pem");

    @Option(names = "--key", paramLabel = "FILE", description = "Its key, PEM PKCS#8 (default: ${DEFAULT-VALUE}).")
    private Path key = Path.of(".keywright", "pki", "demo-key.pem");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The authority of the service's certificate, PEM (default: ${DEFAULT-VALUE}).")
    private Path authority = Path.of(".keywright", "pki", "ca.pem");

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with a token to send as well.")
    private @Nullable Path tokenFile;

    private final Terminal terminal;

    public WhoamiCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (KmsClient client = client()) {
            show(client.get("whoami"));
            return 0;
        } catch (KmsRefusal e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because(
                    "%s does not answer: %s. Does it trust this certificate?".formatted(url, e.getMessage()));
        }
    }

    private void show(KmsAnswer answer) {
        for (String member : MEMBERS) {
            answer.optionalText(member).ifPresent(value -> terminal.line("%-12s %s".formatted(member, value)));
        }
    }

    private KmsClient client() {
        try {
            Optional<String> token = tokenFile == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(tokenFile).strip());
            return new KmsClient(url, new PemPair(certificate, key).read(), PemFiles.readCertificate(authority), token);
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailed.badInput("Certificate, key, authority or token cannot be read: " + e.getMessage());
        }
    }
}
