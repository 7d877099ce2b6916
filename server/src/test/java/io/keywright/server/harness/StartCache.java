package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM has learnt from one start of the packaged server, so that the others cost a third less processor time (JEP
 * 514). Made anew for each build.
 */
final class StartCache {

    private static final Path FILE = Path.of("target", "keywright-it.aot").toAbsolutePath();
    private static final long LIMIT_SECONDS = 240;
    private static final long POLL_MILLIS = 50;

    /** A cache that does not fit is passed over, and nobody is told: tests read what the server says. */
    private static final List<String> OPTIONS =
            isMade() ? List.of("-XX:AOTCache=" + FILE, "-Xlog:aot*=off,cds*=off") : List.of();

    private StartCache() {}

    /** The options of a JVM that is to start sooner. */
    static List<String> options() {
        return OPTIONS;
    }

    private static boolean isMade() {
        try {
            if (Files.notExists(FILE) || isOlderThan(Launch.JAR)) {
                Files.deleteIfExists(FILE);
                make();
            }
            return Files.exists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlderThan(Path jar) throws IOException {
        return Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make() throws IOException {
        try (Installation server = Installation.prepare(Map.of());
                Kms probe = server.as(Identity.of("probe"))) {
            Process process = server.launch().start(List.of("-XX:AOTCacheOutput=" + FILE));
            try {
                while (process.isAlive() && !probe.serves()) {
                    Thread.sleep(POLL_MILLIS);
                }
                process.destroy();
                process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
