package io.keywright.chaos.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.history.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A module that calls nodes and writes down what it is answered. Thread-safe. */
public final class Caller implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REFUSALS = 400;
    private static final int UNAVAILABLE = 503;
    private static final String NOBODY_KNOWS = "outcome_unknown";

    private final String module;
    private final HttpClient http;
    private final History.Writer history;

    Caller(String module, SSLContext tls, History.Writer history) {
        this.module = module;
        this.history = history;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * What to ask for.
     *
     * @param method of HTTP
     * @param body an object for JSON, unless it only reads
     * @param etag of what is replaced
     * @param noted what the history keeps of it
     */
    record Request(
            Kind kind,
            String method,
            String path,
            Map<String, Object> body,
            Optional<String> etag,
            Map<String, String> noted) {

        static Request get(Kind kind, String path, Map<String, String> noted) {
            return new Request(kind, "GET", path, Map.of(), Optional.empty(), noted);
        }

        static Request post(Kind kind, String path, Map<String, Object> body, Map<String, String> noted) {
            return new Request(kind, "POST", path, body, Optional.empty(), noted);
        }

        static Request put(Kind kind, String path, Map<String, Object> body, String etag, Map<String, String> noted) {
            return new Request(kind, "PUT", path, body, Optional.of(etag), noted);
        }

        boolean reads() {
            return method.equals("GET");
        }
    }

    /** Asks {@code node}. */
    Operation call(Node node, Request request) throws InterruptedException {
        long start = System.nanoTime();
        Operation done;
        try {
            HttpResponse<String> response = http.send(http(node, request), BodyHandlers.ofString());
            done = operation(node, request, start, response);
        } catch (IOException e) {
            done = new Operation(
                    request.kind(),
                    node.number(),
                    module,
                    start,
                    System.nanoTime(),
                    Outcome.UNKNOWN,
                    0,
                    request.noted(),
                    Map.of("failure", String.valueOf(e.getMessage())));
        }
        history.add(done);
        return done;
    }

    private static HttpRequest http(Node node, Request request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + node.port() + "/kms/v1" + request.path()))
                .timeout(PATIENCE);
        if (request.reads()) {
            return builder.GET().build();
        }
        request.etag().ifPresent(etag -> builder.header("If-Match", etag));
        return builder.header("Content-Type", "application/json")
                .method(request.method(), BodyPublishers.ofString(JSON.writeValueAsString(request.body())))
                .build();
    }

    private Operation operation(Node node, Request request, long start, HttpResponse<String> response) {
        long end = System.nanoTime();
        int status = response.statusCode();
        Map<String, String> answer = answer(request.kind(), response);
        return new Operation(
                request.kind(),
                node.number(),
                module,
                start,
                end,
                outcome(status, response.body()),
                status,
                request.noted(),
                answer);
    }

    /** A refusal says that nothing was done, but for one that says that nobody knows. */
    private static Outcome outcome(int status, String body) {
        if (status < REFUSALS) {
            return Outcome.DONE;
        }
        boolean unknown = status > UNAVAILABLE || (status == UNAVAILABLE && body.contains(NOBODY_KNOWS));
        return unknown ? Outcome.UNKNOWN : Outcome.REFUSED;
    }

    private static Map<String, String> answer(Kind kind, HttpResponse<String> response) {
        Map<String, String> answer = new HashMap<>();
        if (kind == Kind.READ_HEAD && response.statusCode() < REFUSALS) {
            answer.put("checkpoint", response.body());
            return answer;
        }
        try {
            keep(JSON.readTree(response.body()), answer);
        } catch (IOException e) {
            answer.put("body", response.body());
        }
        response.headers().firstValue("ETag").ifPresent(etag -> answer.put("etag", etag));
        return answer;
    }

    private static void keep(JsonNode body, Map<String, String> answer) {
        for (String name : new String[] {
            "receipt_id", "key_id", "new_key_id", "key_state", "approval_id", "approval_token", "code", "message"
        }) {
            if (body.path(name).isTextual()) {
                answer.put(name, body.path(name).textValue());
            }
        }
        if (body.path("details").path("reason").isTextual()) {
            answer.put("reason", body.path("details").path("reason").textValue());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
