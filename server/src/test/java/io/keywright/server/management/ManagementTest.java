package io.keywright.server.management;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.config.ManagementConfig;
import io.keywright.server.management.Standing.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port on real sockets, and what strangers may send to it. */
class ManagementTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private record Config(Optional<Integer> port, String host, boolean metrics) implements ManagementConfig {}

    private final Standing standing = new Standing();
    private final Scrape scrape = new Scrape();
    private final Management management = new Management(standing, scrape);
    private InetSocketAddress address = new InetSocketAddress(0);

    @BeforeEach
    void listen() {
        listen(management, true);
    }

    private void listen(Management it, boolean metrics) {
        it.listen(new Config(Optional.of(0), "127.0.0.1", metrics));
        String[] at = it.addresses().split(":", 2);
        address = new InetSocketAddress(at[0], Integer.parseInt(at[1]));
    }

    @AfterEach
    void close() {
        management.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** All that comes back until the other side closes. */
    private String exchange(String sent) throws IOException {
        try (Socket socket = connect()) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(sent.getBytes(ISO_8859_1));
                out.flush();
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (IOException reset) {
                return "";
            }
        }
    }

    private String get(String path, String... fields) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("", fields) + "\r\n");
    }

    @Test
    void itListensOnLoopbackAloneUnlessTold() throws IOException {
        Management standard = new Management(standing, scrape);
        standard.listen(new Config(Optional.of(0), "localhost", false));
        try (standard) {
            assertThat(standard.addresses().split(","))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(InetAddress.getByName(it.substring(0, it.lastIndexOf(':')))
                                    .isLoopbackAddress())
                            .isTrue());
        }
    }

    @Test
    void nobodyListensWithoutAPort() {
        Management none = new Management(standing, scrape);
        none.listen(new Config(Optional.empty(), "localhost", true));
        assertThat(none.addresses()).isEqualTo("-");
    }

    @Test
    void aStartThatWaitsIsAnswered() throws IOException {
        standing.starting(Reason.AWAITING_ROOT_PROVIDER);

        assertThat(get("/health/live")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{\"status\":\"up\"}");
        assertThat(get("/health/started"))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("\r\n\r\n{\"status\":\"down\",\"reason\":\"awaiting_root_provider\"}");
        assertThat(get("/health/ready")).startsWith("HTTP/1.1 503 ");
        assertThat(get("/metrics")).startsWith("HTTP/1.1 503 ");

        standing.started();
        standing.looked(true);
        assertThat(get("/health/ready")).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\nConnection: close\r\n");
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        assertThat(exchange("HEAD /health/live HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "PRI"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        assertThat(exchange(method + " /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/health/",
                "/health/live/",
                "/health/live/..",
                "//health/live",
                "/health%2flive",
                "/health/./live",
                "/HEALTH/LIVE",
                "/kms/v1/health",
                "/kms/v1/metrics",
                "/metrics/",
                "/q/metrics"
            })
    void nothingElseIsThere(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET\r\n\r\n",
                "GET http://[ HTTP/1.1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"
            })
    void whatIsNoRequestGetsNoAnswerThatMatters(String bytes) throws IOException {
        assertThat(exchange(bytes)).doesNotContain("200 OK");
        assertThat(get("/health/live")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void largeHeadsAreCutOff() throws IOException {
        assertThat(get("/health/live?" + "a".repeat(1 << 20))).doesNotContain("200 OK");
        assertThat(get("/health/live", "X: " + "a".repeat(1 << 20) + "\r\n")).doesNotContain("200 OK");
        assertThat(get("/health/live", "X: a\r\n".repeat(10_000))).doesNotContain("200 OK");
    }

    /** More connections than there may be, none of which says anything: they are gone after a few seconds. */
    @Test
    void silentClientsAndSlowOnesKeepNobodyOutForLong() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                silent.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream().write("GET /health/li".getBytes(ISO_8859_1));
                }
            }
            for (Socket socket : silent) {
                assertThat(ended(socket)).isTrue();
            }
            assertThat(get("/health/live")).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException still) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void metricsAreThereOnlyIfTheyAreWanted() throws IOException {
        scrape.from(type -> "# " + type);
        assertThat(get("/metrics"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-type: text/plain; version=0.0.4")
                .endsWith("# text/plain; version=0.0.4; charset=utf-8");
        assertThat(get("/metrics", "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n"))
                .endsWith("# application/openmetrics-text; version=1.0.0; charset=utf-8");

        Management closed = new Management(standing, scrape);
        listen(closed, false);
        try (closed) {
            assertThat(get("/metrics")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void howManyAskDoesNotDecideHowMuchIsScraped() throws Exception {
        AtomicInteger scrapes = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        scrape.from(type -> {
            scrapes.incrementAndGet();
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "page";
        });
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
            try {
                return get("/metrics");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        assertThat(get("/metrics")).startsWith("HTTP/1.1 503 ");
        goOn.countDown();

        assertThat(first.join()).endsWith("page");
        assertThat(scrapes).hasValue(1);
    }
}
