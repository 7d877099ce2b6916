package io.keywright.cli.kms;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.pki.DevelopmentPki;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A service that answers what a test tells it to, over mutual TLS, and remembers what it was asked. */
public final class StubService implements AutoCloseable {

    private static final String BASE = "/kms/v1/";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Path folder;
    private final HttpsServer server;
    private final Map<String, Function<Map<String, Object>, Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** @param folder for its identities, and for what {@code --data} names */
    public StubService(Path folder) throws Exception {
        this.folder = folder;
        DevelopmentPki pki = DevelopmentPki.ensure(folder);
        server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setHttpsConfigurator(new ClientsShowCertificates(pki));
        server.createContext("/", this::handle);
        server.start();
        Files.writeString(
                folder.resolve("ready"),
                "https://localhost:%d\n".formatted(server.getAddress().getPort()));
    }

    /** Answers {@code call}, such as {@code POST keys}, from then on. */
    public StubService on(String call, Function<Map<String, Object>, Map<String, Object>> answer) {
        answers.put(call, answer);
        return this;
    }

    /** What was asked so far: call, and the body with its members in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Runs a command against it, and expects an exit code. */
    public CapturedTerminal call(int exitCode, String... arguments) {
        return SharedServer.run(
                exitCode,
                Stream.concat(Stream.of(arguments), Stream.of("--data", folder.toString()))
                        .toArray(String[]::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, Object> members = body.length == 0 ? Map.of() : JSON.std.mapFrom(body);
            String call = exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().toString().substring(BASE.length());
            requests.add(call + (body.length == 0 ? "" : " " + JSON.std.asString(new TreeMap<>(members))));
            Function<Map<String, Object>, Map<String, Object>> answer = answers.get(call);
            if (answer == null) {
                answer(
                        exchange,
                        NOT_FOUND,
                        Map.of("code", "KEY_NOT_FOUND", "message", "Look again.", "details", Map.of()));
            } else {
                answer(exchange, OK, answer.apply(members));
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> answer) throws IOException {
        byte[] json = JSON.std.asString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
