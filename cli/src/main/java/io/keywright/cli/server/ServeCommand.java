package io.keywright.cli.server;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a production server in this process and stays until it ends. */
@Command(
        name = "serve",
        header = "Start a production server.",
        descriptionHeading = "%n",
        description = {
            "Starts with what the file says. The environment wins over it: KEYWRIGHT_HTTP_PORT over keywright.http.port. What is"
                    + " wrong is named at once, and then nothing starts. docs/install.md leads from an empty machine to the"
                    + " first key; docs/configuration.md has all properties."
        },
        footer = {
            "Exit code: 0 stopped by SIGTERM, 1 it could not start, 2 the file cannot be used; docs/observability.md has more."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class ServeCommand implements Runnable {

    /** SmallRye Config's name for further files. */
    private static final String LOCATIONS = "smallrye.config.locations";

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Properties, one a line, as in keywright.data=/var/lib/keywright.")
    private Path config = Path.of("");

    @Override
    public void run() {
        ConfigurationFile file = ConfigurationFile.check(config);
        new EmbeddedServer(Map.of(LOCATIONS, file.path().toUri().toString())).run();
    }
}
