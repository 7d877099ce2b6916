package io.keywright.providers.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Something on this machine that speaks as KMS and STS do, and says what a test wants. */
final class AwsWire implements AutoCloseable {

    /** What it does with a request. */
    @FunctionalInterface
    interface Script {
        void answer(HttpExchange exchange, String body) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> traceParents = new CopyOnWriteArrayList<>();
    private volatile Script script = says(500, "");

    AwsWire() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(body);
            traceParents.addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
            script.answer(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    AwsWire does(Script next) {
        script = next;
        return this;
    }

    /** An answer of KMS. */
    static Script says(int status, String json) {
        return (exchange, body) -> send(exchange, status, "application/x-amz-json-1.1", json);
    }

    /** A fault of KMS. */
    static Script fails(int status, String code) {
        return says(status, "{\"__type\":\"" + code + "\",\"message\":\"something that AWS says\"}");
    }

    /** A fault of STS. */
    static Script failsAsSts(int status, String code) {
        return (exchange, body) -> send(
                exchange,
                status,
                "text/xml",
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>something that AWS says</Message></Error></ErrorResponse>");
    }

    /** A session of STS. */
    static Script session(String action, String accessKey, String expiration) {
        return (exchange, body) -> send(
                exchange,
                200,
                "text/xml",
                "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult><Credentials><AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>session-secret</SecretAccessKey><SessionToken>session-token</SessionToken><Expiration>%3$s</Expiration></Credentials></%1$sResult></%1$sResponse>"
                        .formatted(action, accessKey, expiration));
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The bodies of all requests. */
    List<String> requests() {
        return requests;
    }

    /** Each {@code traceparent} that came with a request. */
    List<String> traceParents() {
        return traceParents;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
