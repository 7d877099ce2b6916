package io.keywright.testkit.provider.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Key Vault on loopback, as far as keys wrap, and Microsoft Entra beside it: their REST interfaces over HTTPS, the challenge
 * that says who makes tokens, and real RSA-OAEP and AES Key Wrap. No emulator can be had. Whatever a caller must withstand
 * can be switched on. Safe from any thread.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups">Keys of Key Vault</a>
 */
public final class AzureKeyVault implements AutoCloseable {

    /** The id of the Microsoft Entra tenant. */
    public static final String DIRECTORY = "11111111-2222-3333-4444-555555555555";

    /** The id of the application. */
    public static final String CLIENT_ID = "66666666-7777-8888-9999-000000000000";

    private static final String SECRET = "secret of the application";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE_BYTES = 1 << 20;

    /** What is wrong with answers. */
    public enum Fault {
        NONE,
        /** There is none until the fault ends. */
        HANGS,
        /** Each is a mebibyte longer. */
        HUGE,
        /** A bit of the wrap or of what was opened is another. */
        FLIPPED,
        /** Another key answers. */
        OTHER_KEY,
        /** A page for people. */
        NOT_JSON,
        /** No token is given out. */
        NO_TOKEN
    }

    private final CertificateAuthority authority;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<AzureVaultKey>> keys = new ConcurrentHashMap<>();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> traceParents = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokenCount = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile Optional<AzureRefusal> refusal = Optional.empty();
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    private AzureKeyVault() throws IOException {
        // Without it, the JDK's server answers 40 ms late, as it sends head and body apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Validity hours = Validity.from(Instant.now(), Duration.ofHours(2));
        authority = CertificateAuthority.create("Azure", hours);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority
                .issueServer("localhost", SubjectNames.ofLoopback(), hours)
                .sslContext(authority.certificate())));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One that has no key yet. */
    public static AzureKeyVault start() throws IOException {
        return new AzureKeyVault();
    }

    /** Where vault and authority answer. */
    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** Writes the certificate that has signed the server's. */
    public Path writeTrust(Path file) throws IOException {
        PemFiles.writeCertificate(file, authority.certificate());
        return file;
    }

    /** Writes the secret of the application. */
    public Path writeSecret(Path file) throws IOException {
        return Files.writeString(file, SECRET + "\n");
    }

    /** Makes a key of type RSA, or another version of it. */
    public void createRsaKey(String name) throws GeneralSecurityException {
        add(name, AzureVaultKey.rsa());
    }

    /** Makes a key of type oct-HSM, or another version of it. */
    public void createAesKey(String name) throws GeneralSecurityException {
        add(name, AzureVaultKey.aes());
    }

    private void add(String name, AzureVaultKey version) {
        keys.computeIfAbsent(name, each -> new CopyOnWriteArrayList<>()).add(version);
    }

    /** Enables or disables all versions of a key. */
    public void enabled(String name, boolean enabled) {
        if (enabled) {
            disabled.remove(name);
        } else {
            disabled.add(name);
        }
    }

    /** From now on, every answer has this fault. */
    public void fault(Fault fault) {
        hanging.countDown();
        hanging = new CountDownLatch(fault == Fault.HANGS ? 1 : 0);
        this.fault = fault;
    }

    /** From now on, every call of the vault is refused so; empty ends it. */
    public void refuse(Optional<AzureRefusal> refusal) {
        this.refusal = refusal;
    }

    /** The paths that were asked for, oldest first. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Each {@code traceparent} that came with a request. */
    public List<String> traceParents() {
        return List.copyOf(traceParents);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            traceParents.addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            hanging.await();
            if (fault == Fault.NOT_JSON) {
                send(exchange, 403, "<html>Sign in to the network</html>".getBytes(UTF_8));
                return;
            }
            Reply reply = path.endsWith("/oauth2/v2.0/token") ? token(new String(body, UTF_8)) : vault(exchange, body);
            if (fault == Fault.HUGE) {
                reply.json.put("padding", "x".repeat(HUGE_BYTES));
            }
            send(exchange, reply.httpStatus, JSON.writeValueAsBytes(reply.json));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int httpStatus, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(httpStatus, body.length);
        exchange.getResponseBody().write(body);
    }

    private record Reply(int httpStatus, ObjectNode json) {}

    private Reply token(String form) {
        boolean known = form.contains("client_secret=" + URLEncoder.encode(SECRET, UTF_8));
        if (!known || fault == Fault.NO_TOKEN) {
            return new Reply(
                    401,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", "invalid_client")
                            .put("error_description", "as a person would read it"));
        }
        String token = "token-" + tokenCount.incrementAndGet();
        tokens.add(token);
        return new Reply(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", 3599)
                        .put("access_token", token));
    }

    private Reply vault(HttpExchange exchange, byte[] body) throws IOException {
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("")
                .replaceFirst("^Bearer ", "");
        if (!tokens.contains(token)) {
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer authorization=\"%s/%s\", resource=\"%s\""
                                    .formatted(address(), DIRECTORY, address()));
            return refused(AzureRefusal.of(401, "Unauthorized"));
        }
        return refusal.isPresent()
                ? refused(refusal.get())
                : ofKey(exchange.getRequestURI().getPath().split("/"), body);
    }

    private Reply ofKey(String[] path, byte[] body) throws IOException {
        List<AzureVaultKey> versions = keys.getOrDefault(path.length < 3 ? "" : path[2], List.of());
        Optional<AzureVaultKey> version = path.length < 4
                ? Optional.ofNullable(versions.isEmpty() ? null : versions.getLast())
                : versions.stream()
                        .filter(each -> each.version().equals(path[3]))
                        .findFirst();
        if (version.isEmpty()) {
            return refused(AzureRefusal.of(404, "KeyNotFound"));
        }
        String id = address() + "/keys/" + (fault == Fault.OTHER_KEY ? "another" : path[2]) + "/"
                + version.get().version();
        if (path.length < 5) {
            return described(id, version.get(), !disabled.contains(path[2]));
        }
        if (disabled.contains(path[2])) {
            return refused(AzureRefusal.because(403, "Forbidden", "KeyDisabled"));
        }
        return used(id, version.get(), path[4], JSON.readTree(body));
    }

    private static Reply described(String id, AzureVaultKey key, boolean enabled) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode web = json.putObject("key").put("kid", id).put("kty", key.type());
        web.putArray("key_ops").add("wrapKey").add("unwrapKey");
        key.publicKey()
                .ifPresent(rsa -> web.put("n", base64(unsigned(rsa.getModulus().toByteArray())))
                        .put("e", base64(rsa.getPublicExponent().toByteArray())));
        json.putObject("attributes")
                .put("enabled", enabled)
                .put("created", 1700000000)
                .put("updated", 1700000000);
        return new Reply(200, json);
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private Reply used(String id, AzureVaultKey key, String operation, JsonNode request) {
        byte[] value = Base64.getUrlDecoder().decode(request.path("value").asText());
        if (!request.path("alg").asText().equals(key.algorithm())) {
            return refused(AzureRefusal.of(400, "BadParameter"));
        }
        try {
            byte[] done = operation.equals("wrapkey") ? key.wrap(value) : key.unwrap(value);
            if (fault == Fault.FLIPPED) {
                done[done.length / 2] ^= 1;
            }
            return new Reply(
                    200, JsonNodeFactory.instance.objectNode().put("kid", id).put("value", base64(done)));
        } catch (GeneralSecurityException e) {
            return refused(AzureRefusal.of(400, "BadParameter"));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Reply refused(AzureRefusal refusal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error =
                json.putObject("error").put("code", refusal.code()).put("message", "as a person would read it");
        refusal.inner().ifPresent(code -> error.putObject("innererror").put("code", code));
        return new Reply(refusal.httpStatus(), json);
    }

    /** Nothing answers here any more. */
    @Override
    public void close() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
