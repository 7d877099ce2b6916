package io.keywright.archive.s3;

import io.keywright.archive.Peer;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** VersityGW, a gateway that speaks S3 and keeps objects as files: versions and object lock included. */
record Gateway(Process process, URI url, Optional<TrustManagerFactory> trust) implements AutoCloseable {

    private static final String ACCESS = "archivist";
    private static final String SECRET = "a secret of tests";

    static Gateway start(Path folder) throws IOException, InterruptedException {
        return start(folder, "http", List.of());
    }

    /** One that speaks HTTPS with a certificate of {@code authority}. */
    static Gateway start(Path folder, CertificateAuthority authority) throws IOException, InterruptedException {
        Credential credential = authority.issueServer(
                "localhost", SubjectNames.ofLoopback(), Validity.from(Instant.now(), Duration.ofHours(1)));
        Path certificate = folder.resolve("gateway.pem");
        Path key = folder.resolve("gateway-key.pem");
        PemFiles.writeCertificate(certificate, credential.certificate());
        PemFiles.writePrivateKey(key, credential.privateKey());
        return start(folder, "https", List.of("--cert", certificate.toString(), "--key", key.toString()));
    }

    private static Gateway start(Path folder, String scheme, List<String> tls)
            throws IOException, InterruptedException {
        int port = freePort();
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Path versions = Files.createDirectories(folder.resolve("versions"));
        List<String> command = new ArrayList<>(List.of(Peer.program("versitygw"), "--access", ACCESS));
        command.addAll(List.of("--secret", SECRET, "--port", "127.0.0.1:" + port));
        command.addAll(tls);
        command.addAll(List.of("posix", "--versioning-dir", versions.toString(), objects.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile())
                .start();
        awaitPort(process, port);
        return new Gateway(process, URI.create(scheme + "://127.0.0.1:" + port), Optional.empty());
    }

    /** The same, as somebody sees it who trusts these. */
    Gateway trustedBy(TrustManagerFactory factory) {
        return new Gateway(process, url, Optional.of(factory));
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
                trust,
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
