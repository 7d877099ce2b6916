package io.keywright.cli.demo;

import io.keywright.cli.CommandFailed;
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 10;
    private static final int LOG_LINES = 15;

    private final Path script;
    private final Path data;
    private final Path log;
    private @Nullable Process process;

    ServerProcess(Path script, Path data, Path log) {
        this.script = script;
        this.data = data;
        this.log = log;
    }

    /** Starts it and waits until it serves; answers its base URL. */
    URI start() throws IOException, InterruptedException {
        Path ready = data.resolveSibling("ready");
        Process started = launch(ready);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready) || Files.size(ready) == 0) {
            Steps.expect(started.isAlive(), "the server has ended. Its last words:\n" + lastWords());
            Steps.expect(System.nanoTime() < deadline, "the server is not ready after " + PATIENCE.toSeconds() + " s");
            Thread.sleep(POLL_MILLIS);
        }
        return URI.create(Files.readString(ready).strip());
    }

    private synchronized Process launch(Path ready) throws IOException {
        List<String> command = List.of(
                script.toString(), "dev", "--port", "0", "--data", data.toString(), "--ready-file", ready.toString());
        process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return process;
    }

    Path data() {
        return data;
    }

    /** Ends it and waits for its end. Does nothing if it does not run. */
    synchronized void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw CommandFailed.because("the server has ended, and its log cannot be read");
        }
    }
}
