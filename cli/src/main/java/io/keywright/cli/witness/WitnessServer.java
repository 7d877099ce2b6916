package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.Ruling;
import io.keywright.ledger.witness.Witness;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Speaks C2SP tlog-witness over HTTP: {@code POST /add-checkpoint}, {@code GET /HASH/checkpoint}. */
final class WitnessServer implements AutoCloseable {

    private static final String ADD = "/add-checkpoint";
    private static final String NEWEST = "/checkpoint";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MAX_REQUEST_BYTES = 1 << 16;
    private static final String SECONDS_FOR_A_REQUEST = "10";

    private final Witness witness;
    private final Map<String, String> originsByHash;
    private final Terminal terminal;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private WitnessServer(Witness witness, HttpServer server, Terminal terminal) {
        this.witness = witness;
        this.originsByHash =
                witness.origins().stream().collect(Collectors.toUnmodifiableMap(OriginHash::of, Function.identity()));
        this.server = server;
        this.terminal = terminal;
    }

    /** Serves until it is closed. */
    static WitnessServer start(Witness witness, InetSocketAddress address, Terminal terminal) throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_REQUEST);
        WitnessServer started = new WitnessServer(witness, HttpServer.create(address, 0), terminal);
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::handle);
        started.server.start();
        return started;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            answer(http);
        }
    }

    private void answer(HttpExchange http) throws IOException {
        try {
            String path = http.getRequestURI().getPath();
            boolean post = http.getRequestMethod().equals("POST");
            if (path.equals(ADD)) {
                answerAdd(http, post);
            } else if (path.endsWith(NEWEST) && http.getRequestMethod().equals("GET")) {
                answerNewest(http, path.substring(1, Math.max(1, path.length() - NEWEST.length())));
            } else {
                answer(http, 404, TEXT, "There is POST /add-checkpoint and GET /HASH/checkpoint.\n");
            }
        } catch (IOException | RuntimeException e) {
            terminal.error("a request failed, nothing was cosigned: " + e);
            answer(http, 500, TEXT, "The witness cannot serve now.\n");
        }
    }

    private void answerAdd(HttpExchange http, boolean post) throws IOException {
        if (!post) {
            answer(http, 405, TEXT, "Use POST.\n");
            return;
        }
        byte[] request;
        try (InputStream body = http.getRequestBody()) {
            request = body.readNBytes(MAX_REQUEST_BYTES + 1);
        }
        if (request.length > MAX_REQUEST_BYTES) {
            answer(http, 413, TEXT, "Send a smaller request.\n");
            return;
        }
        Ruling ruling = witness.add(request);
        terminal.line(Notice.of(request, ruling));
        answer(http, ruling.status(), ruling.contentType(), ruling.body());
    }

    private void answerNewest(HttpExchange http, String hash) throws IOException {
        String origin = originsByHash.get(hash);
        Optional<SignedNote> newest = origin == null ? Optional.empty() : witness.newest(origin);
        if (newest.isPresent()) {
            answer(http, 200, TEXT, newest.get().toString());
        } else {
            answer(http, 404, TEXT, "Nothing of that log was cosigned.\n");
        }
    }

    private static void answer(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }
}
