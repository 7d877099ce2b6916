package io.keywright.testkit.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server on the loopback interface, with its files in a folder of its own. Whoever comes from this machine is admitted. */
public final class Postgresql implements AutoCloseable {

    /** Why a test without one is skipped. */
    public static final String MISSING = "skipped: PostgreSQL is not installed, run make peers";

    /** Who may do anything. */
    public static final String USER = "keywright";

    /** The database that is there. */
    public static final String DATABASE = "postgres";

    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final int port;
    private Process process;

    private Postgresql(Path programs, Path folder, int port, Process process) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether there is one to start. */
    public static boolean isInstalled() {
        return PostgresqlPrograms.folder().isPresent();
    }

    /** Makes a server with its settings as they are, and starts it; {@link #isInstalled} must hold. */
    public static Postgresql start() throws Exception {
        Path programs = PostgresqlPrograms.folder().orElseThrow();
        Path folder = Files.createTempDirectory("postgresql");
        PostgresqlPrograms.handOver(folder);
        Path data = folder.resolve("data");
        run(PostgresqlPrograms.command(
                programs,
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N"));
        int port = freePort();
        Postgresql server = new Postgresql(programs, folder, port, launch(programs, data, port));
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        server.await();
        return server;
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static Process launch(Path programs, Path data, int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        arguments.addAll(List.of("-h", HOST, "-k", "", "-c", "log_min_messages=fatal"));
        return new ProcessBuilder(PostgresqlPrograms.command(programs, "postgres", arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** It listens before it admits anybody. */
    private void await() throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!admits()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("PostgreSQL is not there after " + LIMIT);
            }
            Thread.sleep(10);
        }
    }

    private boolean admits() throws Exception {
        return new ProcessBuilder(PostgresqlPrograms.command(
                                programs, "pg_isready", "-q", "-h", HOST, "-p", Integer.toString(port)))
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    public int port() {
        return port;
    }

    /** Ends all of it at once, as a failing machine does. */
    public void kill() {
        Process postmaster = process;
        List<ProcessHandle> all = Stream.concat(Stream.of(postmaster.toHandle()), postmaster.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ended ->
                ended.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
    }

    /** Starts it again, where it was. */
    public void restart() throws Exception {
        Path data = folder.resolve("data");
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        process = launch(programs, data, port);
        await();
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Postgresql::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
