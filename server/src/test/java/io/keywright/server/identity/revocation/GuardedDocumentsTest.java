package io.keywright.server.identity.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.keywright.core.network.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever issues certificates writes the addresses in them: they lead nowhere inside, and nobody keeps the service waiting or fills it. */
class GuardedDocumentsTest {

    private static final int MOST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        serve("/list", exchange -> answer(exchange, 200, new byte[MOST]));
        serve("/long", exchange -> answer(exchange, 200, new byte[MOST + 1]));
        serve("/none", exchange -> answer(exchange, 404, new byte[0]));
        serve("/moved", exchange -> moved(exchange, base + "/list"));
        serve("/inside", exchange -> moved(exchange, base.replace("127.0.0.1", "127.0.0.2") + "/list"));
        serve("/slow", exchange -> await());
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whatIsAllowedIsFetched() throws Exception {
        assertThat(documents("127.0.0.1/32").get(base + "/list", PATIENCE)).hasSize(MOST);
        assertThat(documents("127.0.0.1/32").get(base + "/moved", PATIENCE)).hasSize(MOST);
    }

    @Test
    void nothingInsideIsReached() {
        refused(documents(), base + "/list", "no_address");
        refused(documents("127.0.0.1/32"), base + "/inside", "no_address");
        refused(documents(), "http://169.254.169.254/latest/meta-data", "no_address");
        refused(documents(), "http://[::1]/list", "no_address");
    }

    @Test
    void nobodyFillsMemoryOrKeepsItWaiting() {
        refused(documents("127.0.0.1/32"), base + "/long", "too_long");
        assertThatThrownBy(() -> documents("127.0.0.1/32").get(base + "/slow", Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessage("timeout");
        refused(documents("127.0.0.1/32"), base + "/none", "404");
    }

    @Test
    void onlyHttpIsSpoken() {
        for (String url : List.of("ldap://127.0.0.1/", "file:///etc/passwd", "http://", "x")) {
            assertThatThrownBy(() -> documents("127.0.0.1/32").get(url, PATIENCE))
                    .isInstanceOf(IOException.class);
        }
    }

    private static void refused(Documents documents, String url, String reason) {
        assertThatThrownBy(() -> documents.get(url, PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static Documents documents(String... allowed) {
        try {
            return new GuardedDocuments(
                    List.of(allowed).stream().map(Network::parse).toList(), SSLContext.getDefault(), MOST);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void moved(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        answer(exchange, 302, "moved".getBytes(UTF_8));
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
