package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** Answers as one tells it, for what a real server cannot be made to do. */
final class FakeVault implements AutoCloseable {

    static final String KEY =
            "{\"data\":{\"type\":\"aes256-gcm96\",\"latest_version\":1,\"min_decryption_version\":1}}";
    static final String LOGIN = "{\"auth\":{\"client_token\":\"t\",\"lease_duration\":3600,\"renewable\":true}}";

    /** An answer. */
    @FunctionalInterface
    interface Script {
        void play(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    FakeVault() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        on("auth/approle/login", 200, LOGIN);
        on("sys/capabilities-self", 200, "{}");
        on("transit/keys/k", 200, KEY);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v1/".length());
        paths.add(path);
        exchange.getRequestBody().readAllBytes();
        scripts.getOrDefault(path, answer(404, "{\"errors\":[]}")).play(exchange);
        exchange.close();
    }

    void on(String path, Script script) {
        scripts.put(path, script);
    }

    void on(String path, int status, String body) {
        on(path, answer(status, body));
    }

    static Script answer(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    long asked(String path) {
        return paths.stream().filter(path::equals).count();
    }

    VaultRootProvider provider(Path secretId, LongSupplier nanos) {
        return new VaultRootProvider(
                "vault",
                new VaultSettings(
                        Optional.of("http://localhost:" + server.getAddress().getPort()),
                        Optional.empty(),
                        Optional.of("k"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Logins.appRole("role", secretId)),
                nanos);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
