package io.keywright.server.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A root provider that takes its time, and then fails: what says that it is Vault, and is none. It knows every token, since callers
 * who wait for one login wait for less and less.
 */
final class LameProvider implements AutoCloseable {

    private static final byte[] KNOWN = "{\"data\":{\"ttl\":0,\"renewable\":false}}".getBytes(UTF_8);
    private static final int OK = 200;
    private static final int UNWELL = 500;
    private static final long SLOW_MILLIS = 1_500;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LameProvider() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", LameProvider::fail);
        http.createContext("/v1/auth/token/lookup-self", LameProvider::admit);
        http.start();
    }

    private static void admit(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(OK, KNOWN.length);
            exchange.getResponseBody().write(KNOWN);
        }
    }

    private static void fail(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
            exchange.sendResponseHeaders(UNWELL, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a server needs to have it as its provider {@code lame}. */
    Map<String, String> properties(Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        return Map.of(
                "keywright.providers.lame.type", "vault",
                "keywright.providers.lame.address",
                        "http://127.0.0.1:" + http.getAddress().getPort(),
                "keywright.providers.lame.auth", "token",
                "keywright.providers.lame.token-file", token.toString(),
                "keywright.providers.lame.key", "root",
                "keywright.providers.lame.guard.tries", "1",
                "keywright.providers.lame.guard.breaker-calls", "10",
                "keywright.providers.lame.guard.open", "PT10M");
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
