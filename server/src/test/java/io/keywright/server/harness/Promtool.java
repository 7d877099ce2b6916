package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own tool, which {@code make peers} fetches. Tests that need it are skipped where it is not installed. */
public final class Promtool {

    private static final Path PROGRAM = Peer.path("promtool");

    /** All was read, and there is advice on some of it. */
    private static final int ADVICE = 3;

    private record Outcome(int exitCode, String said) {

        /** What it said, if it ended so or well. */
        String unless(int good) {
            if (exitCode != 0 && exitCode != good) {
                throw new AssertionError("promtool ends with " + exitCode + ": " + said);
            }
            return said;
        }
    }

    private Promtool() {}

    /**
     * What {@code promtool check metrics} advises, line by line.
     *
     * @throws AssertionError if there is something that it cannot read
     */
    public static List<String> check(Path metrics) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command(List.of("check", "metrics"))).redirectInput(metrics.toFile()))
                .unless(ADVICE)
                .lines()
                .toList();
    }

    /** Passes if {@code promtool} does with these words, in {@code folder}. */
    public static void passes(Path folder, List<String> words) throws IOException, InterruptedException {
        run(new ProcessBuilder(command(words)).directory(folder.toFile())).unless(0);
    }

    private static List<String> command(List<String> words) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: promtool is not installed, run make peers");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(words);
        return command;
    }

    private static Outcome run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
