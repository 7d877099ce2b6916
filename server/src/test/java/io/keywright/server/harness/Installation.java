package io.keywright.server.harness;

import io.keywright.pki.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data folder of its own and the server that runs on it; gone when closed. */
public final class Installation implements AutoCloseable {

    private final Path home;
    private Launch launch;
    private final Certificates certificates;
    private final Map<Identity, Kms> clients = new ConcurrentHashMap<>();
    private @Nullable ServerProcess process;

    private Installation(Path home, Map<String, String> properties) {
        this.home = home;
        this.launch = new Launch(home.resolve("data"), freePort(), properties, home.resolve("server.log"));
        this.certificates = new Certificates(launch.data());
    }

    /** Starts a server on an empty data folder. */
    public static Installation start(Map<String, String> properties) {
        Installation installation = prepare(properties);
        try {
            installation.start();
            return installation;
        } catch (RuntimeException | AssertionError e) {
            installation.closeAfter(e);
            throw e;
        }
    }

    /** A data folder with certificates in it, for a server that is yet to be started. */
    public static Installation prepare(Map<String, String> properties) {
        try {
            return new Installation(Files.createTempDirectory("keywright-it"), properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client of an identity, always the same. */
    public Kms as(Identity identity) {
        return clients.computeIfAbsent(identity, it -> new Kms(port(), certificates.tls(certificates.of(it))));
    }

    /** A client that shows {@code credential}; to be closed. */
    public Kms as(Credential credential) {
        return new Kms(port(), certificates.tls(credential));
    }

    /** A client that shows {@code credential} and speaks HTTP/2; to be closed. */
    public Kms overHttp2(Credential credential) {
        return new Kms(port(), certificates.tls(credential), HttpClient.Version.HTTP_2);
    }

    /** A client that shows no certificate; to be closed. */
    public Kms asNobody() {
        return new Kms(port(), certificates.tlsOfNobody());
    }

    /** The client of a tenant that nothing else uses. */
    public Kms asNewTenant() {
        return as(Identity.ofNewTenant());
    }

    /** Starts the server again. */
    public void start() {
        try (Kms probe = as(certificates.of(Identity.of("probe")))) {
            process = ServerProcess.start(launch, probe::serves);
        }
    }

    /** Starts the server, now and from now on, in another way. */
    public void start(Launch other) {
        launch = other;
        start();
    }

    /** How the server is started. */
    public Launch launch() {
        return launch;
    }

    /** Stops the server in order and answers its exit code. */
    public int stop() {
        return process == null ? 0 : process.stop();
    }

    /** Ends the server by SIGKILL. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Does {@code work} while the server does nothing at all, and yet keeps what it holds. */
    public <T> T whileItStandsStill(Callable<T> work) throws Exception {
        running().suspend();
        try {
            return work.call();
        } finally {
            running().resume();
        }
    }

    /** The server's process id. */
    public long pid() {
        return running().pid();
    }

    private ServerProcess running() {
        return Objects.requireNonNull(process, "no server was started");
    }

    public int port() {
        return launch.port();
    }

    public Path data() {
        return launch.data();
    }

    public Path database() {
        return data().resolve("keywright.db");
    }

    public Certificates certificates() {
        return certificates;
    }

    /** All that the server has written to its output so far. */
    public String log() {
        try {
            return Files.readString(launch.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        clients.values().forEach(Kms::close);
        if (process != null && process.runs()) {
            process.kill();
        }
        for (Path file : contents()) {
            Files.delete(file);
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
