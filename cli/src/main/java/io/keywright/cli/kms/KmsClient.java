package io.keywright.cli.kms;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.file.Draft;
import io.keywright.pki.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls to one service in the name of one identity, over mutual TLS. For any number of threads. */
public final class KmsClient implements AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    /** Longer than the service gives a request, so that it is heard what became of it. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(40);

    private static final int SUCCESS = 2;
    private static final int NOT_MODIFIED = 304;
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;
    private final Repeats repeats;
    private final X509Certificate certificate;

    /**
     * @param base the service's base URL, without a path
     * @param identity who calls
     * @param authority whose server certificates are trusted, and no others
     */
    public KmsClient(URI base, Credential identity, X509Certificate authority) {
        this(base, identity, authority, Optional.empty(), Repeats.called(Optional.empty()));
    }

    /**
     * The same with a token, which is sent with every call.
     *
     * @param token a JWT, which names the person who calls
     * @param repeats sends what changes something
     */
    KmsClient(URI base, Credential identity, X509Certificate authority, Optional<String> token, Repeats repeats) {
        this.repeats = repeats;
        this.certificate = identity.certificate();
        this.base = base.resolve("/kms/v1/");
        this.token = token;
        this.http = HttpClient.newBuilder()
                .sslContext(identity.sslContext(authority))
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a JSON object and reads one.
     *
     * @param path below {@code /kms/v1/}
     * @throws KmsRefusal if the status is not 2xx
     * @throws IOException if the service cannot be reached or its answer is no JSON object
     */
    public KmsAnswer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.std.asBytes(body)));
        return object(change(request).body());
    }

    /** A JSON object and the version (RFC 9110, ETag) that it has. */
    public record Versioned(KmsAnswer answer, String etag) {}

    /** The JSON object at {@code path} and its version; fails like {@link #post}. */
    public Versioned versioned(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(request(path));
        String etag =
                response.headers().firstValue("ETag").orElseThrow(() -> new IOException("an answer without ETag"));
        return new Versioned(object(response.body()), etag);
    }

    /**
     * Puts a JSON object in the place of the one that has this version; fails like {@link #post}, and with 412 if there
     * is another one by now.
     */
    public KmsAnswer replace(String path, String etag, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(BodyPublishers.ofByteArray(JSON.std.asBytes(body)));
        return object(change(request).body());
    }

    /** Puts a JSON object at {@code path}, whatever is there; fails like {@link #post}. */
    public KmsAnswer put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JSON.std.asBytes(body)));
        return object(change(request).body());
    }

    /** Deletes what is at {@code path}; fails like {@link #post}. */
    public KmsAnswer delete(String path) throws IOException, InterruptedException {
        return object(change(request(path).DELETE()).body());
    }

    /** The same with an approval, unless {@code approvalToken} is null. */
    public KmsAnswer delete(String path, @Nullable Object approvalToken) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).DELETE();
        if (approvalToken != null) {
            request.header("X-Approval-Token", approvalToken.toString());
        }
        return object(change(request).body());
    }

    /** What is somewhere now, and what was said of it. */
    public record Current(byte[] body, HttpHeaders headers) {

        /** The receipt that this answer left, where the body has no room for it. */
        public String receiptId() throws IOException {
            return headers.firstValue("X-Receipt-Id")
                    .orElseThrow(() -> new IOException("an answer without X-Receipt-Id"));
        }
    }

    /** What is at {@code path}; fails like {@link #post}. */
    public Current current(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(request(path));
        return new Current(response.body(), response.headers());
    }

    /**
     * What is at {@code path}, of a few megabytes at the most; empty if it still is of the version that {@code etag} names. Fails
     * like {@link #post}.
     */
    public Optional<Current> unless(String path, Optional<String> etag) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        etag.ifPresent(tag -> request.header("If-None-Match", tag));
        HttpResponse<byte[]> response =
                http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        if (response.statusCode() == NOT_MODIFIED) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != SUCCESS) {
            throw refusal(response.statusCode(), object(response.body()));
        }
        return Optional.of(new Current(response.body(), response.headers()));
    }

    /** The certificate that says who calls. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The bytes at {@code path}, exactly as answered; fails like {@link #post}. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        return send(request(path)).body();
    }

    /**
     * Writes what is at {@code path} into a new file for its owner alone, as it comes; fails like {@link #post}, and then leaves
     * no file. It may take as long as it needs.
     *
     * @throws FileAlreadyExistsException if there is something by now
     */
    public void download(String path, Path file) throws IOException, InterruptedException {
        try (Draft draft = new Draft(file)) {
            HttpResponse<InputStream> response = http.send(
                    authorized(HttpRequest.newBuilder(base.resolve(path))).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != SUCCESS) {
                    throw refusal(response.statusCode(), object(body.readAllBytes()));
                }
                body.transferTo(draft.out());
            }
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            draft.keep();
        }
    }

    /** The text at {@code path}; fails like {@link #post}. */
    public String text(String path) throws IOException, InterruptedException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** The JSON object at {@code path}; fails like {@link #post}. */
    public KmsAnswer get(String path) throws IOException, InterruptedException {
        return object(bytes(path));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(base.resolve(path)).timeout(TO_ANSWER));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        return request;
    }

    private HttpResponse<byte[]> change(HttpRequest.Builder request) throws IOException, InterruptedException {
        return repeats.send(request.build(), this::send);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != SUCCESS) {
            throw refusal(response.statusCode(), object(response.body()));
        }
        return response;
    }

    @SuppressWarnings("unchecked") // JSON objects have text names
    private static KmsRefusal refusal(int status, KmsAnswer error) {
        Map<String, Object> details = (Map<String, Object>) error.members().getOrDefault("details", Map.of());
        boolean retryable = Boolean.TRUE.equals(error.members().get("retryable"));
        return new KmsRefusal(status, error.text("code"), error.text("message"), retryable, details);
    }

    private static KmsAnswer object(byte[] json) throws IOException {
        try {
            return new KmsAnswer(JSON.std.mapFrom(json));
        } catch (IOException e) {
            throw new IOException("its answer is no JSON object", e);
        }
    }
}
