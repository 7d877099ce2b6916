package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of the packaged server, from its start to its end. */
final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 2;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server and returns once it serves; fails with the server's log if it never does. */
    static ServerProcess start(Launch launch) {
        return start(launch, StartCache.options());
    }

    /** The same on a JVM with these options. */
    static ServerProcess start(Launch launch, List<String> options) {
        Path ready = launch.log().resolveSibling("ready");
        try {
            Files.deleteIfExists(ready);
            Process process = launch.with(Map.of("keywright.ready-file", ready.toString()))
                    .start(options);
            if (!comes(ready, process)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("the server does not serve:\n" + Files.readString(launch.log()));
            }
            return new ServerProcess(
                    process, URI.create(Files.readString(ready).strip()).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server makes the file, in one step, once it serves. */
    private static boolean comes(Path ready, Process process) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (Files.notExists(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    int port() {
        return port;
    }

    /** Ends it as an operator would, by SIGTERM, and answers its exit code. */
    int stop() {
        return stop(STOP_LIMIT);
    }

    int stop(Duration limit) {
        tellToEnd();
        return awaitEnd(limit);
    }

    /** Sends it SIGTERM, and waits for nothing. */
    void tellToEnd() {
        process.destroy();
    }

    /** Its exit code, once it has ended by itself. */
    int awaitEnd() {
        return awaitEnd(STOP_LIMIT);
    }

    /** Ends it as a power failure would, by SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
    }

    /** Lets it do nothing at all until {@link #resume}: it keeps what it holds. */
    void suspend() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean runs() {
        return process.isAlive();
    }

    private int awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end within " + limit);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
