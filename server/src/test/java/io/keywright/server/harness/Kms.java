package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A client of the service with one certificate: plain HTTP, so that it can also send what no client should. */
public final class Kms implements AutoCloseable {

    private static final String BASE = "/kms/v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final IntSupplier port;
    private final HttpClient http;

    /** @param port where the server listens; another after each start */
    Kms(IntSupplier port, SSLContext tls) {
        this(port, tls, HttpClient.Version.HTTP_1_1);
    }

    Kms(IntSupplier port, SSLContext tls, HttpClient.Version version) {
        this.port = port;
        this.http = HttpClient.newBuilder()
                .version(version)
                .sslContext(tls)
                .connectTimeout(LIMIT)
                .build();
    }

    /** Asks for a path below the base path. */
    public Reply get(String path) {
        return send(request -> request.uri(uri(BASE + path)).GET());
    }

    /** Posts an object as JSON to a path below the base path. */
    public Reply post(String path, Map<String, @Nullable Object> body) {
        return postText(path, Body.json(body));
    }

    /** Puts an object as JSON in the place of what stands at a path below the base path; with If-Match, if there is one. */
    public Reply put(String path, Object body, String... ifMatch) {
        return send(request -> {
            Arrays.stream(ifMatch).forEach(etag -> request.header("If-Match", etag));
            return request.uri(uri(BASE + path))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(Body.json(body)));
        });
    }

    /** Posts any text, called JSON. */
    public Reply postText(String path, String body) {
        return postBytes(path, body.getBytes(UTF_8));
    }

    /** Posts any bytes, called JSON. */
    public Reply postBytes(String path, byte[] body) {
        return send(request -> request.uri(uri(BASE + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends whatever {@code request} makes; its URI is the base path unless set. */
    public Reply send(UnaryOperator<HttpRequest.Builder> request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
    }

    /** Like {@link #send}, where it is expected that no answer comes. */
    public Reply exchange(UnaryOperator<HttpRequest.Builder> request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(BASE)).timeout(LIMIT);
        try {
            return Reply.of(http.send(request.apply(builder).build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The URI of a path on this server, from its root. */
    public URI uri(String path) {
        return URI.create("https://localhost:" + port.getAsInt() + path);
    }

    /** Makes a key; {@code more} are members of the request. */
    public Reply create(String keyType, List<String> keyUsage, @Nullable Object... more) {
        return post("/keys", Body.with(Body.of("key_type", keyType, "key_usage", keyUsage), more));
    }

    /** The id of a new key for all that its type can do. */
    public String newKey(String keyType, @Nullable Object... more) {
        List<String> usage = keyType.startsWith("AES") ? List.of("encrypt", "decrypt") : List.of("sign", "verify");
        return create(keyType, usage, more).expect(201).text("key_id");
    }

    public Reply sign(String keyId, byte[] data, @Nullable Object... more) {
        return post("/sign", Body.with(Body.of("key_id", keyId, "data", data), more));
    }

    public Reply verify(String keyId, byte[] data, byte[] signature, @Nullable Object... more) {
        return post("/verify", Body.with(Body.of("key_id", keyId, "data", data, "signature", signature), more));
    }

    public Reply encrypt(String keyId, byte[] plaintext, @Nullable Object... more) {
        return post("/encrypt", Body.with(Body.of("key_id", keyId, "plaintext", plaintext), more));
    }

    public Reply decrypt(String keyId, byte[] ciphertext, byte[] iv, @Nullable Object... more) {
        return post("/decrypt", Body.with(Body.of("key_id", keyId, "ciphertext", ciphertext, "iv", iv), more));
    }

    public Reply dataKey(String keyId, @Nullable Object... more) {
        return post("/data-keys", Body.with(Body.of("key_id", keyId, "key_size_bits", 256), more));
    }

    public Reply unwrap(byte[] wrapped, @Nullable Object... more) {
        return post("/data-keys/unwrap", Body.with(Body.of("wrapped", wrapped), more));
    }

    public Reply derive(@Nullable Object... members) {
        return post("/derive", Body.of(members));
    }

    public Reply random(int bytes) {
        return post("/random", Body.of("bytes", bytes));
    }

    public Reply rotate(String keyId) {
        return post("/keys/" + keyId + "/rotate", Body.of());
    }

    public Reply revoke(String keyId) {
        return post("/keys/" + keyId + "/revoke", Body.of("revocation_reason", "retired", "confirm_in_use", true));
    }

    /** The tenant's receipts, newest first; {@code query} as in {@code operation=encrypt&limit=1}. */
    public List<JsonNode> receipts(String query) {
        JsonNode page = get("/receipts?" + query).expect(200).json();
        return new ArrayList<>(
                StreamSupport.stream(page.path("receipts").spliterator(), false).toList());
    }

    /** Opens an event stream; {@code query} as in {@code from=0&types=receipt}, headers by name and value. */
    public EventTap events(String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(BASE + "/events?" + query));
        return EventTap.open(http, (headers.length == 0 ? request : request.headers(headers)).build());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
