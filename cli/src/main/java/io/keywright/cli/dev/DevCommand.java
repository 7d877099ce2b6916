package io.keywright.cli.dev;

import io.keywright.cli.server.EmbeddedServer;
import io.keywright.pki.DevelopmentPki;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a development server in this process and stays until it ends. */
@Command(
        name = "dev",
        header = "Start a development server.",
        descriptionHeading = "%n",
        description = {
            "At first start it makes a certificate authority, a server certificate and identities for clients in the"
                    + " data folder; later it uses what is there. It says which curl lines to try."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class DevCommand implements Runnable {

    /** Where it warns of the unprotected root key; {@link Welcome} does so in a person's words. */
    private static final String WARNINGS = "quarkus.log.category.\"io.keywright.server.lifetime.Lifetime\".level";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:KEYWRIGHT_DATA:-.keywright}",
            description = "Keys, receipts and identities (default: KEYWRIGHT_DATA, or .keywright).")
    private Path data = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "HTTPS port on localhost; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8443;

    @Option(names = "--ready-file", paramLabel = "FILE", description = "Written once it serves, with its base URL.")
    private @Nullable Path readyFile;

    private final Terminal terminal;

    public DevCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Ports.requireFree(port);
        Path folder = data.toAbsolutePath().normalize();
        CurlProfile curl = prepare(folder);
        ReadyFile ready = ReadyFile.at(folder.resolve("ready"));
        Optional<ReadyFile> wanted = Optional.ofNullable(readyFile).map(ReadyFile::at);
        ready.whenWritten(url -> {
            wanted.ifPresent(file -> file.write(url));
            new Welcome(url, folder, curl).print(terminal);
        });
        new EmbeddedServer(Map.of(
                        "keywright.profile",
                        "development",
                        "keywright.data",
                        folder.toString(),
                        "keywright.http.port",
                        Integer.toString(port),
                        "keywright.ready-file",
                        ready.path().toString(),
                        WARNINGS,
                        "ERROR"))
                .run();
    }

    private static CurlProfile prepare(Path path) {
        try (DataFolder folder = DataFolder.open(path)) {
            DevelopmentPki pki = DevelopmentPki.ensure(path);
            return CurlProfile.write(folder.file("demo.curl"), pki.ca().certificate(), pki.demo());
        } catch (IOException | UncheckedIOException e) {
            throw DataFolder.unusable(path, e);
        }
    }
}
