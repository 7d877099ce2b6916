package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes key sets on this machine, well or badly, and counts who comes for them. */
public final class JwksServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int FOUND = 302;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    public JwksServer() {
        this(0);
    }

    /** A server at that port of this machine. */
    public JwksServer(int port) {
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.start();
    }

    /** A port at which nobody answers. */
    public static int portOfNobody() {
        try (JwksServer gone = new JwksServer()) {
            return gone.http.getAddress().getPort();
        }
    }

    /** The URL of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    /** Publishes {@code document} at {@code path}, from now on. */
    public void publish(String path, String document) {
        serve(path, exchange -> answer(exchange, OK, document.getBytes(UTF_8)));
    }

    /** Sends who comes to {@code path} on to {@code url}. */
    public void redirect(String path, String url) {
        serve(path, exchange -> {
            exchange.getResponseHeaders().add("Location", url);
            answer(exchange, FOUND, new byte[0]);
        });
    }

    /** Begins to answer at {@code path}, and goes on, byte by byte, for ever. */
    public void trickle(String path) {
        serve(path, exchange -> {
            exchange.sendResponseHeaders(OK, 0);
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
    }

    /** How often {@code path} was asked for. */
    public int count(String path) {
        return counts.computeIfAbsent(path, it -> new AtomicInteger()).get();
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        if (counts.putIfAbsent(path, new AtomicInteger()) != null) {
            http.removeContext(path);
        }
        http.createContext(path, exchange -> {
            counts.computeIfAbsent(path, it -> new AtomicInteger()).incrementAndGet();
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
