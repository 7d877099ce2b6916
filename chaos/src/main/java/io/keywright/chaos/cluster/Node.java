package io.keywright.chaos.cluster;

import io.keywright.chaos.clock.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server process, and its own ways to the database servers. */
public final class Node implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 10;
    private static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final int number;
    private final Path home;
    private List<String> options;
    private final List<Relay> relays = new ArrayList<>();
    private final Clock clock;
    private final int port;
    private @Nullable Process process;

    /**
     * A node that is yet to be started.
     *
     * @param home its folder, in which {@code data} is what the server has
     * @param options of its JVM
     * @param databases the ports of the database servers
     */
    Node(int number, Path home, List<String> options, List<Integer> databases) throws IOException {
        this.number = number;
        this.home = home;
        this.options = List.copyOf(options);
        this.port = freePort();
        for (int database : databases) {
            relays.add(new Relay(database));
        }
        this.clock = new Clock(home);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Which one it is, from 0. */
    public int number() {
        return number;
    }

    /** Where it listens, always. */
    public int port() {
        return port;
    }

    Path data() {
        return home.resolve("data");
    }

    /** Starts it, and returns once it serves. */
    public void start() throws IOException, InterruptedException {
        Path ready = home.resolve("ready");
        Files.deleteIfExists(ready);
        ProcessBuilder builder = new ProcessBuilder(command(ready))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Process started = builder.start();
        process = started;
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (Files.notExists(ready)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("node " + number + " does not start:\n" + Files.readString(log()));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private List<String> command(Path ready) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        Places.startRecord()
                .ifPresent(record -> command.addAll(List.of("-XX:AOTCache=" + record, "-Xlog:aot*=off,cds*=off")));
        command.add(clock.option());
        command.addAll(options);
        properties(ready).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", Places.server().toString()));
        return command;
    }

    private Map<String, String> properties(Path ready) {
        String hosts = relays.stream().map(relay -> "127.0.0.1:" + relay.port()).collect(Collectors.joining(","));
        return new TreeMap<>(Map.of(
                "keywright.node.name",
                "node-" + number,
                "keywright.profile",
                "development",
                "keywright.data",
                data().toString(),
                "keywright.http.port",
                Integer.toString(port),
                "keywright.ready-file",
                ready.toString(),
                "keywright.store",
                "postgresql",
                "keywright.postgresql.url",
                "postgresql://" + hosts + "/" + Cluster.DATABASE,
                "keywright.postgresql.tls",
                "off"));
    }

    private Path log() {
        return home.resolve("server.log");
    }

    /** All that it has written so far. */
    public String output() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    /** The id of its process. */
    public long pid() {
        return Objects.requireNonNull(process, "it was never started").pid();
    }

    /** Whether its process is there. */
    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Has it end at once, and does not wait for that. */
    void endNow() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    /** Ends it at once. */
    public void kill() {
        endNow();
        Process current = process;
        if (current != null) {
            current.onExit()
                    .completeOnTimeout(current, START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Ends it as an operator would, and starts it with other options of its JVM; returns once it serves. */
    public void upgrade(List<String> others) throws IOException, InterruptedException {
        Process current = Objects.requireNonNull(process, "it was never started");
        current.destroy();
        if (!current.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("node " + number + " does not end:\n" + output());
        }
        options = List.copyOf(others);
        start();
    }

    /** Stops it where it is. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process current = process;
        if (current != null) {
            new ProcessBuilder("kill", signal, Long.toString(current.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Lets nothing of it through to the database, nor back, and tells neither. */
    public void silence() {
        relays.forEach(Relay::silence);
    }

    /** Ends its connections to the database, and admits no other. */
    public void sever() {
        relays.forEach(Relay::sever);
    }

    /** Lets it reach the database again. */
    public void mend() {
        relays.forEach(Relay::mend);
    }

    void leadTo(List<Integer> databases) {
        for (int i = 0; i < relays.size(); i++) {
            relays.get(i).leadTo(databases.get(i));
        }
    }

    /** Its clock. */
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        kill();
        relays.forEach(Relay::close);
    }
}
