package io.keywright.cli.demo;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A development server in a process of its own, on a free port. */
final class ServerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 10;
    private static final int LOG_LINES = 15;
    private static final int EXIT_AFTER_INTERRUPT = 130;

    static final String JAVA_OPTIONS = "KEYWRIGHT_JAVA_OPTS";

    private final Path script;
    private final Path folder;
    private @Nullable Process process;
    private boolean stopped;

    /** @param folder for its data, its ready file and its log */
    ServerProcess(Path script, Path folder) {
        this.script = script;
        this.folder = folder;
    }

    /**
     * Starts it and waits until it serves; answers its base URL.
     *
     * @param javaOptions further flags of its JVM
     */
    URI start(String... javaOptions) throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        Process started = launch(ready, String.join(" ", javaOptions));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready) || Files.size(ready) == 0) {
            if (!started.isAlive()) {
                throw CommandFailed.because(obituary(started.exitValue()));
            }
            Steps.expect(System.nanoTime() < deadline, "the server is not ready after " + PATIENCE.toSeconds() + " s");
            Thread.sleep(POLL_MILLIS);
        }
        return URI.create(Files.readString(ready).strip());
    }

    private synchronized Process launch(Path ready, String javaOptions) throws IOException {
        List<String> command = List.of(
                script.toString(), "dev", "--port", "0", "--data", data().toString(), "--ready-file", ready.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().merge(JAVA_OPTIONS, javaOptions, (inherited, more) -> inherited + " " + more);
        Steps.expect(!stopped, "interrupted");
        process = builder.start();
        return process;
    }

    Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** Ends it and waits for its end, if it runs, which is forced after a minute; from now on it cannot be started. */
    void stop() {
        stop(PATIENCE);
    }

    /** The same with another patience. */
    synchronized void stop(Duration patience) {
        stopped = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String obituary(int exitCode) {
        if (exitCode == EXIT_AFTER_INTERRUPT) {
            return "interrupted";
        }
        try {
            List<String> lines = Files.readAllLines(log());
            return "the server has ended. Its last words:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw CommandFailed.because("the server has ended, and its log cannot be read");
        }
    }
}
