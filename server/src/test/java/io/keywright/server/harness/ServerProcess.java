package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One run of the packaged server, from its start to its end. */
final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final Launch launch;
    private final Process process;

    private ServerProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /** Starts a server and returns once {@code serves} says so; fails with the server's log if it never does. */
    static ServerProcess start(Launch launch, BooleanSupplier serves) {
        try {
            ServerProcess server = new ServerProcess(launch, launch.start());
            server.await(serves);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(BooleanSupplier serves) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!serves.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("the server does not serve:\n" + Files.readString(launch.log()));
            }
            pause();
        }
    }

    /** Ends it as an operator would, by SIGTERM, and answers its exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Ends it as a power failure would, by SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
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

    private int awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end within " + STOP_LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
