package io.keywright.providers.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An emulator of AWS on a port of its own of this machine. It ends with this. */
final class AwsEmulator implements AutoCloseable {

    private static final Path PYTHON =
            Path.of("").toAbsolutePath().resolveSibling(".peers/aws/bin/python").normalize();
    private static final Path MOTO = Path.of("src/test/resources/io/keywright/providers/aws/moto_server.py");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;

    private AwsEmulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Binds the encryption context, authenticates blobs, checks policies; lets disabled keys work. */
    static AwsEmulator moto() throws IOException, InterruptedException {
        int port = freePort();
        return started(port, Map.of(), MOTO.toString(), "-H", HOST, "-p", Integer.toString(port));
    }

    /** Knows the states of keys; does not authenticate blobs. */
    static AwsEmulator ministack() throws IOException, InterruptedException {
        int port = freePort();
        return started(
                port,
                Map.of("BIND_HOST", HOST, "GATEWAY_PORT", Integer.toString(port), "SERVICES", "kms,sts"),
                "-m",
                "ministack");
    }

    private static AwsEmulator started(int port, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "skipped: no emulator of AWS is installed, run make peers");
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

    URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
