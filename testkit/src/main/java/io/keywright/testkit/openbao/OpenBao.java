package io.keywright.testkit.openbao;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An OpenBao server on this machine that keeps all in memory, speaks TLS, and is initialized and unsealed. */
public final class OpenBao implements AutoCloseable {

    static final String MISSING = "skipped: OpenBao is not installed, run make peers";

    private static final Path PEERS =
            Path.of("").toAbsolutePath().resolveSibling(".peers").normalize();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final CertificateAuthority authority;
    private final String address;
    private final Process process;
    private final BaoApi nobody;
    private final BaoApi root;
    private final String unsealKey;

    private OpenBao(Path folder, CertificateAuthority authority, int port, Process process) throws Exception {
        this.folder = folder;
        this.authority = authority;
        this.address = "https://localhost:" + port;
        this.process = process;
        this.nobody = new BaoApi(address, authority, "");
        await(() -> nobody.status("GET", "sys/init") == 200);
        JsonNode init = nobody.call("PUT", "sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
        this.unsealKey = init.path("keys").path(0).asText();
        this.root = nobody.as(init.path("root_token").asText());
        unseal();
    }

    /**
     * Starts one; the test is skipped if it is not installed.
     *
     * @param folder for its files, empty
     */
    public static OpenBao start(Path folder) throws Exception {
        Path program = program();
        CertificateAuthority authority =
                CertificateAuthority.create("OpenBao", Validity.from(Instant.now(), Duration.ofHours(2)));
        Credential server = authority.issueServer(
                "localhost", SubjectNames.ofLoopback(), Validity.from(Instant.now(), Duration.ofHours(1)));
        PemFiles.writeCertificate(folder.resolve("ca.pem"), authority.certificate());
        PemFiles.writeCertificate(folder.resolve("server.pem"), server.certificate());
        PemFiles.writePrivateKey(folder.resolve("server-key.pem"), server.privateKey());
        int port = freePort();
        Path config = Files.writeString(folder.resolve("config.hcl"), config(folder, port));
        Process process = new ProcessBuilder(program.toString(), "server", "-config=" + config)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            return new OpenBao(folder, authority, port, process);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IOException(Files.readString(folder.resolve("log")), e);
        }
    }

    private static String config(Path folder, int port) {
        return """
                storage "inmem" {}
                disable_mlock = true
                log_level = "warn"
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  tls_cert_file = "%s"
                  tls_key_file = "%s"
                }
                """.formatted(port, folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    }

    /** Its command line, or the test is skipped. */
    public static Path program() {
        assumeTrue(isInstalled(), MISSING);
        return installed();
    }

    /** The folder of its command line, or the test is skipped. */
    public static Path programs() {
        return Objects.requireNonNull(program().getParent());
    }

    static boolean isInstalled() {
        return Files.isExecutable(installed());
    }

    private static Path installed() {
        return Path.of(System.getProperty("keywright.peers", PEERS.toString())).resolve("venv/bin/bao");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("OpenBao is not there after " + LIMIT);
            }
            Thread.sleep(20);
        }
    }

    /** Its URL. */
    public String address() {
        return address;
    }

    /** The authority that issued its certificate. */
    public Path ca() {
        return folder.resolve("ca.pem");
    }

    /** The same, which can issue certificates to clients. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** Who may do anything. */
    public BaoApi root() {
        return root;
    }

    public void seal() throws Exception {
        root.call("PUT", "sys/seal", Map.of());
    }

    public void unseal() throws Exception {
        nobody.call("PUT", "sys/unseal", Map.of("key", unsealKey));
        await(() -> nobody.status("GET", "sys/health") == 200);
    }

    /** A token of these policies and no others, that ends after {@code ttl}, such as {@code 1h}. */
    public String token(String ttl, String... policies) throws Exception {
        return root.call(
                        "POST",
                        "auth/token/create",
                        Map.of("policies", List.of(policies), "no_default_policy", true, "ttl", ttl))
                .path("auth")
                .path("client_token")
                .asText();
    }

    /** Makes or replaces a policy. */
    public void policy(String name, String hcl) throws Exception {
        root.call("PUT", "sys/policies/acl/" + name, Map.of("policy", hcl));
    }

    @Override
    public void close() {
        process.destroy();
        if (!process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .handle((ended, late) -> late == null)
                .join()) {
            process.destroyForcibly();
        }
    }
}
