package io.keywright.testkit.provider.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import java.util.zip.CRC32C;

/**
 * Cloud KMS on loopback, as far as keys wrap: its REST interface v1 in JSON, real AES-GCM with additional data, checksums
 * both ways, the states of versions, tokens that are verified, and service accounts that others act as. No emulator can be
 * had. Whatever a caller must withstand can be switched on. Safe from any thread.
 *
 * @see <a href="https://cloud.google.com/kms/docs/reference/rest">Cloud KMS API</a>
 */
public final class GcpKms implements AutoCloseable {

    private static final String RING = "projects/test-project/locations/europe-west3/keyRings/keywright/cryptoKeys/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE_BYTES = 1 << 20;

    /** What is wrong with answers. */
    public enum Fault {
        NONE,
        /** There is none until the fault ends. */
        HANGS,
        /** Each is a mebibyte longer. */
        HUGE,
        /** A bit of the wrap or of what was opened is another on the way back. */
        FLIPPED_ON_THE_WAY_BACK,
        /** A bit of what was sent is another on the way there. */
        FLIPPED_ON_THE_WAY_THERE,
        /** It does not say that what was sent arrived. */
        UNVERIFIED,
        /** Another key answers. */
        OTHER_KEY,
        /** A page for people. */
        NOT_JSON
    }

    private final GcpServiceAccount account;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, GcpCryptoKey> keys = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> traceParents = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile Optional<GcpRefusal> refusal = Optional.empty();
    private volatile boolean mayImpersonate = true;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    private GcpKms() throws IOException, GeneralSecurityException {
        // Without it, the JDK's server answers 40 ms late, as it sends head and body apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        account = new GcpServiceAccount();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One that has no key yet. */
    public static GcpKms start() throws IOException, GeneralSecurityException {
        return new GcpKms();
    }

    /** Where it answers, for KMS and for tokens of service accounts. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Writes the key of the account that it knows. */
    public Path writeCredentials(Path file) throws IOException {
        return account.writeTo(file);
    }

    /** Makes a key. Its full name. */
    public String createKey(String name) {
        keys.put(RING + name, new GcpCryptoKey());
        return RING + name;
    }

    /** Makes another version of the key, which wraps from now on. */
    public void rotate(String key) {
        key(key).rotate();
    }

    /** Sets all versions: {@code ENABLED}, {@code DISABLED}, {@code DESTROY_SCHEDULED}, {@code DESTROYED}. */
    public void state(String key, String state) {
        key(key).state(state);
    }

    /** Makes it a key for something else, such as {@code ASYMMETRIC_SIGN}. */
    public void purpose(String key, String purpose) {
        key(key).purpose(purpose);
    }

    private GcpCryptoKey key(String name) {
        return Optional.ofNullable(keys.get(name)).orElseThrow();
    }

    /** From now on, every answer has this fault. */
    public void fault(Fault fault) {
        hanging.countDown();
        hanging = new CountDownLatch(fault == Fault.HANGS ? 1 : 0);
        this.fault = fault;
    }

    /** From now on, every call for a key is refused so; empty ends it. */
    public void refuse(Optional<GcpRefusal> refusal) {
        this.refusal = refusal;
    }

    /** Whether the account may act as others. */
    public void mayImpersonate(boolean may) {
        this.mayImpersonate = may;
    }

    /** Believes no token that it gave out. */
    public void revokeTokens() {
        tokens.clear();
    }

    /** How many requests there were. */
    public int calls() {
        return calls.get();
    }

    /** Each {@code traceparent} that came with a request. */
    public List<String> traceParents() {
        return List.copyOf(traceParents);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            traceParents.addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            hanging.await();
            if (fault == Fault.NOT_JSON) {
                send(exchange, 200, "<html>Sign in to the network</html>".getBytes(UTF_8));
                return;
            }
            Reply reply = reply(exchange, body);
            if (fault == Fault.HUGE) {
                reply.json.put("padding", "x".repeat(HUGE_BYTES));
            }
            send(exchange, reply.httpStatus, JSON.writeValueAsBytes(reply.json));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int httpStatus, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(httpStatus, body.length);
        exchange.getResponseBody().write(body);
    }

    private record Reply(int httpStatus, ObjectNode json) {}

    private Reply reply(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v1/".length());
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("")
                .replaceFirst("^Bearer ", "");
        if (!tokens.contains(token) && !account.believes(token)) {
            return refused(GcpRefusal.because(401, "UNAUTHENTICATED", "ACCESS_TOKEN_TYPE_UNSUPPORTED"));
        }
        if (path.endsWith(":generateAccessToken")) {
            return mayImpersonate ? impersonated(path) : refused(GcpRefusal.denied());
        }
        return refusal.isPresent() ? refused(refusal.get()) : ofKey(path, JSON.readTree(body));
    }

    private Reply impersonated(String path) {
        String token = "ya29." + path.replaceAll("[^a-z0-9]", "") + "." + calls.get();
        tokens.add(token);
        return new Reply(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("accessToken", token)
                        .put(
                                "expireTime",
                                Instant.now()
                                        .plusSeconds(3600)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }

    private Reply ofKey(String path, JsonNode request) throws IOException {
        int colon = path.indexOf(':');
        String name = colon < 0 ? path : path.substring(0, colon);
        GcpCryptoKey key = keys.get(name);
        if (key == null) {
            return refused(GcpRefusal.of(404, "NOT_FOUND"));
        }
        String answering = fault == Fault.OTHER_KEY ? RING + "another" : name;
        try {
            return switch (path.substring(name.length())) {
                case "" -> described(answering, key);
                case ":encrypt" -> encrypted(answering, key, request);
                case ":decrypt" -> decrypted(key, request);
                default -> refused(GcpRefusal.of(404, "NOT_FOUND"));
            };
        } catch (GeneralSecurityException e) {
            return refused(GcpRefusal.of(400, "INVALID_ARGUMENT"));
        }
    }

    private static Reply described(String name, GcpCryptoKey key) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("name", name).put("purpose", key.purpose());
        json.putObject("primary").put("name", version(name, key.primary())).put("state", key.stateOf(key.primary()));
        return new Reply(200, json);
    }

    private static String version(String name, int version) {
        return name + "/cryptoKeyVersions/" + version;
    }

    private Reply encrypted(String name, GcpCryptoKey key, JsonNode request)
            throws IOException, GeneralSecurityException {
        byte[] plaintext = sent(request, "plaintext");
        byte[] context = sent(request, "additionalAuthenticatedData");
        if (!key.purpose().equals("ENCRYPT_DECRYPT")
                || !arrived(request, "plaintext", plaintext)
                || !arrived(request, "additionalAuthenticatedData", context)) {
            return refused(GcpRefusal.of(400, "INVALID_ARGUMENT"));
        }
        if (!key.stateOf(key.primary()).equals("ENABLED")) {
            return refused(GcpRefusal.state("KEY_" + key.stateOf(key.primary())));
        }
        byte[] ciphertext = key.encrypt(plaintext, context);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", version(name, key.primary()))
                .put("ciphertextCrc32c", checksum(ciphertext))
                .put("ciphertext", onTheWayBack(ciphertext));
        if (fault != Fault.UNVERIFIED) {
            json.put("verifiedPlaintextCrc32c", request.has("plaintextCrc32c"))
                    .put("verifiedAdditionalAuthenticatedDataCrc32c", request.has("additionalAuthenticatedDataCrc32c"));
        }
        return new Reply(200, json);
    }

    private Reply decrypted(GcpCryptoKey key, JsonNode request) throws IOException, GeneralSecurityException {
        byte[] ciphertext = sent(request, "ciphertext");
        byte[] context = sent(request, "additionalAuthenticatedData");
        Optional<Integer> version = key.version(ciphertext);
        if (version.isEmpty()
                || !arrived(request, "ciphertext", ciphertext)
                || !arrived(request, "additionalAuthenticatedData", context)) {
            return refused(GcpRefusal.of(400, "INVALID_ARGUMENT"));
        }
        if (!key.stateOf(version.get()).equals("ENABLED")) {
            return refused(GcpRefusal.state("KEY_" + key.stateOf(version.get())));
        }
        byte[] plaintext = key.decrypt(version.get(), ciphertext, context);
        return new Reply(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("plaintextCrc32c", checksum(plaintext))
                        .put("plaintext", onTheWayBack(plaintext))
                        .put("usedPrimary", version.get() == key.primary()));
    }

    private byte[] sent(JsonNode request, String member) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(request.path(member).asText(""));
        return flip(bytes, Fault.FLIPPED_ON_THE_WAY_THERE);
    }

    private static boolean arrived(JsonNode request, String member, byte[] bytes) {
        JsonNode checksum = request.path(member + "Crc32c");
        return checksum.isMissingNode() || checksum.asText().equals(checksum(bytes));
    }

    private String onTheWayBack(byte[] bytes) {
        return Base64.getEncoder().encodeToString(flip(bytes.clone(), Fault.FLIPPED_ON_THE_WAY_BACK));
    }

    private byte[] flip(byte[] bytes, Fault when) {
        if (fault == when && bytes.length > 0) {
            bytes[bytes.length / 2] ^= 1;
        }
        return bytes;
    }

    /** As a decimal in quotes, which is how 64 bits are written in JSON. */
    private static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Long.toString(crc.getValue());
    }

    private static Reply refused(GcpRefusal refusal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error")
                .put("code", refusal.httpStatus())
                .put("message", "as a person would read it")
                .put("status", refusal.status());
        refusal.reason()
                .ifPresent(reason -> error.withArray("/details")
                        .addObject()
                        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                        .put("reason", reason)
                        .put("domain", "googleapis.com"));
        refusal.violation()
                .ifPresent(type -> error.withArray("/details")
                        .addObject()
                        .put("@type", "type.googleapis.com/google.rpc.PreconditionFailure")
                        .putArray("violations")
                        .addObject()
                        .put("type", type));
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
