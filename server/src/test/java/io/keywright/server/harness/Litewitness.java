package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The witness {@code litewitness} of filippo.io/torchwood, with its key in an ssh-agent and its logs in its database. */
public final class Litewitness implements AutoCloseable {

    private static final Path PROGRAM = Path.of("..", ".peers", "litewitness").toAbsolutePath();
    private static final Pattern VERIFIER_KEY = Pattern.compile("vkey=\"?([^\\s\"]+)\"?");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:\\S+");

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private Litewitness(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Skips the test where it is not installed. */
    public static void assumeInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: litewitness is not installed, run make peers");
    }

    /** Starts it with a fresh key; it knows no log yet. */
    public static Litewitness start(String name) throws IOException, InterruptedException {
        Litewitness witness = new Litewitness(Files.createTempDirectory("kw-lite"), freePort());
        witness.run(name);
        return witness;
    }

    private void run(String name) throws IOException, InterruptedException {
        Path agent = home.resolve("agent");
        Path key = home.resolve("key");
        started(Map.of(), "agent.log", "ssh-agent", "-D", "-a", agent.toString());
        Eventually.passes(() -> require(Files.exists(agent)));
        finished(Map.of(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        finished(Map.of("SSH_AUTH_SOCK", agent.toString()), "ssh-add", "-q", key.toString());
        Matcher fingerprint = FINGERPRINT.matcher(finished(Map.of(), "ssh-keygen", "-l", "-f", key + ".pub"));
        require(fingerprint.find());
        started(
                Map.of(),
                "litewitness.log",
                PROGRAM.toString(),
                "-ssh-agent=" + agent,
                "-name=" + name,
                "-key=" + fingerprint.group(),
                "-db=" + database(),
                "-listen=127.0.0.1:" + port);
        Eventually.passes(() -> require(listens()));
    }

    private Path database() {
        return home.resolve("litewitness.db");
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes it know a log, as its control program does. */
    public void know(VerifierKey log) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement patience = connection.createStatement();
                PreparedStatement origin =
                        connection.prepareStatement("INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)");
                PreparedStatement key = connection.prepareStatement("INSERT INTO key (origin, key) VALUES (?, ?)")) {
            patience.execute("PRAGMA busy_timeout = 10000");
            origin.setString(1, log.name());
            origin.setString(2, String.join("", Collections.nCopies(43, "A")) + "=");
            origin.executeUpdate();
            key.setString(1, log.name());
            key.setString(2, log.toString());
            key.executeUpdate();
        }
    }

    /** Its verifier key, as it says itself. */
    public CosignerKey key() throws IOException {
        Matcher found = VERIFIER_KEY.matcher(Files.readString(home.resolve("litewitness.log")));
        require(found.find());
        return CosignerKey.parse(found.group(1));
    }

    /** What a server needs to ask it, under that name. */
    public Map<String, String> properties(String name) throws IOException {
        String prefix = "keywright.ledger.witnesses." + name;
        return Map.of(prefix + ".url", "http://127.0.0.1:" + port, prefix + ".key", key().toString());
    }

    private void started(Map<String, String> environment, String log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile());
        builder.environment().putAll(environment);
        processes.add(builder.start());
    }

    private static String finished(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command[0] + " failed: " + output);
        }
        return output;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("litewitness does not start as expected");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.reversed().forEach(process -> {
            process.destroy();
            process.onExit().join();
        });
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
