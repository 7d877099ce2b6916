package io.keywright.cli.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.keywright.pki.DevelopmentPki;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTPS server that asks for client certificates, echoes what is posted, and refuses in the contract's form. */
final class EchoServer implements AutoCloseable {

    private static final String REFUSAL =
            "{\"code\":\"KEY_INACTIVE\",\"message\":\"Use its successor.\",\"details\":{\"key_state\":\"archived\"},"
                    + "\"retryable\":false}";

    private final HttpsServer server;

    private final AtomicInteger requests = new AtomicInteger();
    private volatile URI moved = URI.create("https://localhost");

    EchoServer(DevelopmentPki pki) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setHttpsConfigurator(new ClientsShowCertificates(pki));
        server.createContext(
                "/kms/v1/echo",
                exchange -> answer(exchange, 200, exchange.getRequestBody().readAllBytes()));
        server.createContext("/kms/v1/text", exchange -> answer(exchange, 200, utf8(" as it is\n")));
        server.createContext("/kms/v1/moved", this::move);
        server.createContext("/kms/v1/refused", exchange -> answer(exchange, 409, utf8(REFUSAL)));
        server.start();
    }

    /** Sends clients there from now on, in vain if they are careful. */
    void moveTo(URI elsewhere) {
        moved = elsewhere;
    }

    /** How many requests have come. */
    int requests() {
        return requests.get();
    }

    private void move(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        exchange.getResponseHeaders().add("Location", moved + "/kms/v1/moved");
        answer(exchange, 307, utf8(REFUSAL));
    }

    URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
