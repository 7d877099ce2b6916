package io.keywright.chaos.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the build has put things. */
final class Places {

    private static final Path JAR = Path.of("server", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path RECORD = Path.of("server", "target", "keywright-it.aot");

    private Places() {}

    /** The packaged server. */
    static Path server() {
        return root().resolve(JAR);
    }

    /** What makes starts quicker, if other tests have made it of this server. */
    static Optional<Path> startRecord() {
        return Optional.of(root().resolve(RECORD)).filter(Files::exists);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && Files.notExists(here.resolve(JAR))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("The server is not built. Run make build.");
        }
        return here;
    }
}
