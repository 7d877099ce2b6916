package io.keywright.server.harness;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.keywright.pki.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data folder of its own and the server that runs on it; gone when closed. */
public final class Installation implements AutoCloseable {

    private final Path home;
    private Launch launch;
    private final Certificates certificates;
    private final Map<Identity, Kms> clients = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Credential> platform = new AtomicReference<>();
    private @Nullable ServerProcess process;

    private Installation(Path home, Map<String, String> properties) {
        this.home = home;
        this.launch = new Launch(home.resolve("data"), properties, home.resolve("server.log"));
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

    /** Another node of it that is yet to be started: with the same keys and certificates, and a data folder of its own. */
    public Installation another() {
        try {
            Path other = Files.createTempDirectory("keywright-it");
            try (Stream<Path> files = Files.walk(data())) {
                for (Path file : files.toList()) {
                    Files.copy(file, other.resolve("data").resolve(data().relativize(file)), COPY_ATTRIBUTES);
                }
            }
            return new Installation(other, launch.properties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client of an identity, always the same. */
    public Kms as(Identity identity) {
        return clients.computeIfAbsent(identity, it -> new Kms(this::port, certificates.tls(certificates.of(it))));
    }

    /** A client that shows {@code credential}; to be closed. */
    public Kms as(Credential credential) {
        return new Kms(this::port, certificates.tls(credential));
    }

    /** A client that shows {@code credential} and speaks HTTP/2; to be closed. */
    public Kms overHttp2(Credential credential) {
        return new Kms(this::port, certificates.tls(credential), HttpClient.Version.HTTP_2);
    }

    /** A client that shows no certificate; to be closed. */
    public Kms asNobody() {
        return new Kms(this::port, certificates.tlsOfNobody());
    }

    /** The client of a tenant that nothing else uses. */
    public Kms asNewTenant() {
        return as(Identity.ofNewTenant());
    }

    /** A client with a platform identity, which has every role in the development profile; to be closed. */
    public Kms asPlatform() {
        return as(certificates.ofPlatform("admin"));
    }

    /** The metrics, as a platform identity with a role reads them: in the development profile each has one. */
    public String metrics(String... headers) {
        Credential operator = platform.updateAndGet(it -> it == null ? certificates.ofPlatform("metrics") : it);
        try (Kms reader = as(operator)) {
            return reader.send(request -> {
                        request.uri(reader.uri("/kms/v1/metrics"));
                        return headers.length == 0 ? request : request.headers(headers);
                    })
                    .expect(200)
                    .text();
        }
    }

    /** Starts the server again. */
    public void start() {
        process = ServerProcess.start(launch);
    }

    /** Starts the server once on a JVM with these options, lets {@code use} use it, and stops it, however long that takes. */
    void record(List<String> options, Consumer<Kms> use, Duration limit) {
        process = ServerProcess.start(launch, options);
        use.accept(asNewTenant());
        metrics();
        process.stop(limit);
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

    /** Sends the server SIGTERM, and waits for nothing. */
    public void tellToEnd() {
        running().tellToEnd();
    }

    /** The server's exit code, once it has ended by itself. */
    public int awaitEnd() {
        return running().awaitEnd();
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

    /** Where the server listens; another after each start. */
    public int port() {
        return running().port();
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
}
