package io.keywright.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code bin/keywright} as a process of its own, as a person starts it.
 *
 * @param log what it has written so far, errors included
 */
public record Started(Process process, Path log) implements AutoCloseable {

    private static final Path HOME =
            Path.of("").toAbsolutePath().resolveSibling(".").normalize();
    static final Path SERVER = HOME.resolve("server/target/quarkus-app/quarkus-run.jar");
    /** Short-lived JVMs spend most of their time on compiling what they then do once. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Skips the test where there is nothing to start. */
    public static void assumeBuilt() {
        assumeTrue(Files.exists(SERVER), "skipped: the server is not built, run make build");
    }

    /**
     * Starts a command.
     *
     * @param folder for its log and its temporary files
     * @param javaOptions further flags of the JVM
     */
    public static Started keywright(Path folder, String javaOptions, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/keywright").toString()));
        command.addAll(Arrays.asList(arguments));
        Path log = Files.createTempFile(folder, "keywright", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        configure(builder, "-Djava.io.tmpdir=" + folder + " " + javaOptions);
        return new Started(builder.start(), log);
    }

    /** Has each {@code keywright} that {@code builder} starts begin quickly, and with {@code javaOptions}. */
    public static void configure(ProcessBuilder builder, String javaOptions) throws IOException {
        StartRecord.make();
        builder.environment().put("KEYWRIGHT_JAVA_OPTS", (QUICK_START + " " + javaOptions).strip());
    }

    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Waits for its end; answers the exit code. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; so far it wrote:\n" + output());
        }
        return process.exitValue();
    }

    /** Waits until it has written {@code text}. */
    public void awaitOutput(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("it does not say \"" + text + "\"; so far it wrote:\n" + output());
            }
            Thread.sleep(20);
        }
    }

    /** Sends a signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it, should it still run. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
