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
import java.util.concurrent.locks.LockSupport;
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
    private static final long PAUSE_NANOS = 2_000_000;

    private final Path programs;
    private final Path place;
    private final Path folder;
    private final int port;
    private Process process;

    private Postgresql(Path programs, Path place, Path folder) throws IOException {
        this.programs = programs;
        this.place = place;
        this.folder = folder;
        this.port = freePort();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Whether there is one to start. */
    public static boolean isInstalled() {
        return PostgresqlPrograms.folder().isPresent();
    }

    /** Makes a server with its settings as they are, and starts it; {@link #isInstalled} must hold. */
    public static Postgresql start() throws Exception {
        return start(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same with its folder, and those of its standbys, in {@code place}. */
    public static Postgresql start(Path place) throws Exception {
        return make(
                place,
                (programs, data) -> run(
                        programs,
                        List.of(
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
                                "-N")));
    }

    /** Makes a standby that streams from this server, which keeps for it whatever it has not had yet; see {@link Replication}. */
    Postgresql standby(String slot) throws Exception {
        List<String> connection = List.of(
                "-h", HOST, "-p", Integer.toString(port), "-U", USER, "-c", "fast", "-N", "-R", "-C", "-S", slot);
        return make(
                place,
                (ours, data) -> run(
                        ours,
                        Stream.concat(Stream.of("pg_basebackup", "-D", data.toString()), connection.stream())
                                .toList()));
    }

    /** Fills the folder that a server has its data in. */
    @FunctionalInterface
    private interface Origin {
        void fill(Path programs, Path data) throws Exception;
    }

    private static Postgresql make(Path place, Origin origin) throws Exception {
        Path programs = PostgresqlPrograms.folder().orElseThrow();
        Path folder = Files.createTempDirectory(place, "postgresql");
        PostgresqlPrograms.handOver(folder);
        origin.fill(programs, data(folder));
        Postgresql server = new Postgresql(programs, place, folder);
        server.await();
        return server;
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static String run(Path programs, List<String> command) throws Exception {
        Process program = new ProcessBuilder(PostgresqlPrograms.command(programs, command))
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        if (program.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    private Process launch() throws IOException {
        List<String> command = List.of(
                "postgres",
                "-D",
                data(folder).toString(),
                "-p",
                Integer.toString(port),
                "-h",
                HOST,
                "-k",
                "",
                "-c",
                "log_min_messages=fatal",
                "-c",
                "wal_retrieve_retry_interval=100ms");
        return new ProcessBuilder(PostgresqlPrograms.command(programs, command))
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
        List<String> command = List.of("pg_isready", "-q", "-h", HOST, "-p", Integer.toString(port));
        return new ProcessBuilder(PostgresqlPrograms.command(programs, command))
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    public int port() {
        return port;
    }

    /** Whether it runs, or would if it were let. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs statements, each by itself, and says what the last one answers: its values without titles, each row on a line. */
    public String sql(String... statements) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "psql",
                "-h",
                HOST,
                "-p",
                Integer.toString(port),
                "-U",
                USER,
                "-d",
                DATABASE,
                "-XqAt",
                "-v",
                "ON_ERROR_STOP=1"));
        for (String statement : statements) {
            command.addAll(List.of("-c", statement));
        }
        return run(programs, command).strip();
    }

    /** Ends all of it at once, as a failing machine does. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (all.stream().anyMatch(Postgresql::runs)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL has not ended after " + LIMIT);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** One that has ended is there for as long as nobody has asked what came of it, which tells nothing more. */
    private static boolean runs(ProcessHandle process) {
        try {
            String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return process.isAlive() && state.charAt(state.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    /** Stops all of it where it is: its connections stay, and it says nothing on them. */
    public void freeze() throws Exception {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(one -> command.add(Long.toString(one.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    /** The first is the one that starts the others. */
    private List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Starts it again, where it was. */
    public void restart() throws Exception {
        Files.deleteIfExists(data(folder).resolve("postmaster.pid"));
        process = launch();
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
