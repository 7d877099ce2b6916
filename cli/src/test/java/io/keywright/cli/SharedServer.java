package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.installation.Installation;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import io.keywright.pki.PemPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One development server for all classes that ask for one, so that a test costs what its calls cost. Each class has keys, files
 * and, where it lists things, a tenant of its own.
 */
public final class SharedServer implements BeforeAllCallback {

    /** What of it is for one class at a time: all that it holds in memory. */
    public static final String MEMORY = "memory of the shared server";

    /** Where webhooks may go although it is not public. */
    public static final String RECEIVERS = "127.0.0.2";

    private static final String SERVES = "Ctrl-C stops it";

    /** The server and its folder, both gone at the end of all tests. */
    private record Running(Started server, Path folder, int management) implements AutoCloseable {

        static Running start() {
            try {
                Path folder = Files.createTempDirectory("keywright-shared-");
                Path data = folder.resolve("data");
                int management = freePort();
                String options = Stream.of(
                                "management.port=" + management,
                                "management.metrics=true",
                                "archive.folder=" + folder.resolve("archive"),
                                "archive.every=PT1S",
                                "backup.folder=" + folder.resolve("backups"),
                                "events.webhooks.allowed-networks=" + RECEIVERS,
                                "events.webhooks.ca="
                                        + DevelopmentPki.in(data).ca().certificate())
                        .map("-Dkeywright."::concat)
                        .collect(Collectors.joining(" "));
                Started server = Started.keywright(folder, options, "dev", "--port", "0", "--data", data.toString());
                server.awaitOutput(SERVES);
                return new Running(server, folder, management);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("no server", e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        Started.assumeBuilt();
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }

    private Running running() {
        return Objects.requireNonNull(running);
    }

    /** Its folder, absolute, with {@code data}, {@code archive} and {@code backups}. */
    public Path folder() {
        return running().folder();
    }

    /** Its data folder, absolute. */
    public Path data() {
        return folder().resolve("data");
    }

    /** What it has logged so far. */
    public Path log() {
        return running().server().log();
    }

    /** Where its management port listens, as in {@code localhost:9000}; metrics are there, too. */
    public String management() {
        return "localhost:" + running().management();
    }

    /** Its base URL. */
    public String url() throws IOException {
        return Files.readString(data().resolve("ready")).strip();
    }

    /** The verifier key of its ledger, in a file. */
    public String ledgerKey() {
        return DevelopmentPki.in(data()).folder().resolve("ledger.vkey").toString();
    }

    /** A client in the name of {@code demo}. */
    public KmsClient demo() throws Exception {
        DevelopmentPki pki = DevelopmentPki.in(data());
        return new KmsClient(
                URI.create(url()),
                pki.demo().read(),
                PemFiles.readCertificate(pki.ca().certificate()));
    }

    /** Issues an identity that {@code --as} then names. */
    public PemPair issue(String name, String tenant, String module) {
        Path out = DevelopmentPki.in(data()).folder().resolve(name);
        call(0, "pki", "issue", "--tenant", tenant, "--module", module, "--out", out.toString());
        return new PemPair(out.resolveSibling(name + ".pem"), out.resolveSibling(name + "-key.pem"));
    }

    /** Runs a command in this process, on this server's data folder, and expects an exit code. */
    public CapturedTerminal call(int exitCode, String... arguments) {
        return run(
                exitCode,
                Stream.concat(Stream.of(arguments), List.of("--data", data().toString()).stream())
                        .toArray(String[]::new));
    }

    /** Runs a command in this process and expects an exit code. */
    public static CapturedTerminal run(int exitCode, String... arguments) {
        CapturedTerminal screen = new CapturedTerminal();
        int ended = Keywright.run(screen.terminal(), new Installation(Path.of("/nowhere")), arguments);
        assertThat(ended).as(screen.output() + screen.errors()).isEqualTo(exitCode);
        return screen;
    }
}
