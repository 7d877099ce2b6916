package io.keywright.testkit.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An emulator of AWS on a port of its own of this machine. It ends with this. */
public final class AwsEmulator implements AutoCloseable {

    private static final Path PYTHON =
            Path.of("").toAbsolutePath().resolveSibling(".peers/aws/bin/python").normalize();
    private static final String MISSING = "skipped: no emulator of AWS is installed, run make peers";
    private static final String MOTO = "moto_server.py";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;

    private AwsEmulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The folder with the programs of the emulators, and a Python with AWS' library. */
    public static Path programs() {
        assumeTrue(Files.isExecutable(PYTHON), MISSING);
        return Objects.requireNonNull(PYTHON.getParent());
    }

    /** Binds the encryption context, authenticates blobs, checks policies; lets disabled keys work. */
    public static AwsEmulator moto() throws IOException, InterruptedException {
        int port = freePort();
        return started(port, Map.of(), "-c", script(), "-H", HOST, "-p", Integer.toString(port));
    }

    /** Knows the states of keys; does not authenticate blobs. */
    public static AwsEmulator ministack() throws IOException, InterruptedException {
        int port = freePort();
        return started(
                port,
                Map.of("BIND_HOST", HOST, "GATEWAY_PORT", Integer.toString(port), "SERVICES", "kms,sts"),
                "-m",
                "ministack");
    }

    private static String script() throws IOException {
        try (InputStream script = Objects.requireNonNull(AwsEmulator.class.getResourceAsStream(MOTO))) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    private static AwsEmulator started(int port, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), MISSING);
        ProcessBuilder builder =
                new ProcessBuilder().redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.command().add(PYTHON.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        AwsEmulator emulator = new AwsEmulator(builder.start(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(emulator.process::destroyForcibly));
        emulator.awaitListening();
        return emulator;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the emulator does not start");
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where all its services answer. */
    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** The ARN of a new symmetric key. */
    public String createKey(String region) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", "TrentService.CreateKey")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=admin/20260101/" + region
                                + "/kms/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            return new ObjectMapper().readTree(answer).at("/KeyMetadata/Arn").asText();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
