package io.keywright.server.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers on one address of the management port, by the JDK's own small HTTP server. Each connection is good for one request, and
 * all of it, its first byte to its last, has a few seconds.
 */
final class ManagementListener implements AutoCloseable {

    /** The JDK's server knows these limits as properties of the process only, to be set before the first one is made. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", "64",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "8192",
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.idleInterval", "5",
            "sun.net.httpserver.clockTick", "1000",
            "sun.net.httpserver.maxIdleConnections", "0");

    private static final int BACKLOG = 64;
    private static final long NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads;

    private ManagementListener(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     */
    static ManagementListener open(InetAddress address, int port, Paths paths) throws IOException {
        LIMITS.forEach(System::setProperty);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, paths));
        server.start();
        return new ManagementListener(server, threads);
    }

    private static void serve(HttpExchange exchange, Paths paths) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean head = method.equals("HEAD");
            send(exchange, head || method.equals("GET") ? found(exchange, paths) : ManagementAnswer.NOT_ALLOWED, head);
        }
    }

    private static ManagementAnswer found(HttpExchange exchange, Paths paths) {
        String accept = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Accept"), "");
        return paths.at(exchange.getRequestURI().getRawPath(), accept);
    }

    private static void send(HttpExchange exchange, ManagementAnswer answer, boolean head) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type().text());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Connection", "close");
        if (answer.status() == ManagementAnswer.NOT_ALLOWED.status()) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        exchange.sendResponseHeaders(answer.status(), head ? NO_BODY : answer.body().length);
        if (!head) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer.body());
            }
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        InetSocketAddress address = server.getAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
