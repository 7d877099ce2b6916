package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prometheus' own reader of metrics, which {@code make peers} fetches. */
final class Promtool {

    private static final Path PROGRAM = Path.of("..", ".peers", "promtool").toAbsolutePath();
    /** All was read, and there is advice on some of it. */
    private static final int ADVICE = 3;

    private Promtool() {}

    /**
     * What {@code promtool check metrics} advises, line by line; skips the test where it is not installed.
     *
     * @throws AssertionError if there is something that it cannot read
     */
    static List<String> check(Path metrics) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: promtool is not installed, run make peers");
        Process process = new ProcessBuilder(PROGRAM.toString(), "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0 && exitCode != ADVICE) {
            throw new AssertionError("promtool ends with " + exitCode + ": " + said);
        }
        return said.lines().toList();
    }
}
