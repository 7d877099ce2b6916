package io.keywright.archive.s3;

import io.keywright.archive.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** VersityGW, a gateway that speaks S3 and keeps objects as files: versions and object lock included. */
record Gateway(Process process, URI url) implements AutoCloseable {

    private static final String ACCESS = "archivist";
    private static final String SECRET = "a secret of tests";

    static Gateway start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Path versions = Files.createDirectories(folder.resolve("versions"));
        Process process = new ProcessBuilder(
                        Peer.program("versitygw"),
                        "--access",
                        ACCESS,
                        "--secret",
                        SECRET,
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        "--versioning-dir",
                        versions.toString(),
                        objects.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile())
                .start();
        awaitPort(process, port);
        return new Gateway(process, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    S3Options options(String bucket) {
        return new S3Options(
                bucket,
                "ledger/",
                Optional.of("us-east-1"),
                Optional.of(url),
                true,
                Optional.of(new S3Options.Credentials(ACCESS, SECRET)),
                new Encryption.OfBucket());
    }

    S3Client client() {
        return S3Clients.create(options("any"));
    }

    S3Archive archive(String bucket) {
        return S3Archive.open(options(bucket), new Retention(Period.ofYears(7), Clock.systemUTC()));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
