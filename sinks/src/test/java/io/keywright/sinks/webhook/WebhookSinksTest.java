package io.keywright.sinks.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSink.Outcome;
import io.keywright.core.events.SigningSecrets;
import io.keywright.core.network.Network;
import io.keywright.core.trace.Spans;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.KeywrightException;
import io.keywright.testkit.Samples;
import io.keywright.testkit.trace.KnownSpan;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries stay within their limits, whatever the target does. */
class WebhookSinksTest {

    private static final List<Network> LOOPBACK = List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));
    private static final Event EVENT = new Event(
            new UUID(0x7000, 1),
            7,
            Samples.START,
            Samples.scope("acme"),
            new EventPayload.PolicyViolation(null, new UUID(0x7000, 2), "encrypt", "billing"));

    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer target;

    @BeforeEach
    void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.start();
    }

    @AfterEach
    void stop() {
        target.stop(0);
    }

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private void answers(Answer answer) {
        target.createContext("/", exchange -> {
            connections.incrementAndGet();
            try (exchange) {
                answer.give(exchange);
            }
        });
    }

    private static WebhookSinks sinks(boolean enabled, boolean allowHttp, List<Network> allowed) {
        WebhookRules rules = new WebhookRules(enabled, allowHttp, allowed, Optional.empty());
        return new WebhookSinks(rules, new CloudEvents("test"), Clock.systemUTC());
    }

    private static EventSink open(WebhookSinks sinks, int port) {
        return sinks.open(
                "http://localhost:" + port + "/hook",
                () -> new SigningSecrets(SecretBytes.own(new byte[32]), Optional.empty()));
    }

    private Outcome delivered(List<Network> allowed) throws InterruptedException {
        try (EventSink sink =
                open(sinks(true, true, allowed), target.getAddress().getPort())) {
            return sink.deliver(List.of(EVENT));
        }
    }

    /** Answers who comes with a header line that has no end. */
    private static ServerSocket endless() throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket connection = socket.accept()) {
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\nA: ".getBytes(US_ASCII));
                byte[] more = "a".repeat(64 * 1024).getBytes(US_ASCII);
                while (true) {
                    connection.getOutputStream().write(more);
                }
            } catch (IOException hadEnough) {
                return;
            }
        });
        return socket;
    }

    @Test
    void aTargetThatSendsAHeaderWithoutEndHarmsNobody() throws Exception {
        answers(exchange -> exchange.sendResponseHeaders(204, -1));
        WebhookSinks sinks = sinks(true, true, LOOPBACK);
        try (ServerSocket hostile = endless();
                EventSink bad = open(sinks, hostile.getLocalPort());
                EventSink good = open(sinks, target.getAddress().getPort())) {
            assertThat(good.deliver(List.of(EVENT))).isInstanceOf(Outcome.Delivered.class);
            assertThat(bad.deliver(List.of(EVENT)))
                    .isEqualTo(new Outcome.Retry("the head of the answer is too long", null));
            assertThat(good.deliver(List.of(EVENT))).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void whatTheOperatorCouldAllowIsNamed() {
        WebhookSinks closed = sinks(true, false, List.of());
        String networks = "keywright.events.webhooks.allowed-networks";
        assertThatThrownBy(() -> closed.check("https://localhost/")).hasMessageContaining(networks);
        assertThatThrownBy(() -> closed.check("https://127.0.0.1:8443/")).hasMessageContaining(networks);
        assertThatThrownBy(() -> closed.check("http://1.1.1.1/"))
                .hasMessageContaining("keywright.events.webhooks.allow-http");
        assertThatThrownBy(() -> sinks(false, false, LOOPBACK).check("https://1.1.1.1/"))
                .hasMessageContaining("keywright.events.webhooks.enabled");
        assertThatCode(() -> sinks(true, false, LOOPBACK).check("https://localhost/"))
                .doesNotThrowAnyException();
    }

    /** Or tenants could list what there is behind the firewall. */
    @Test
    void anInternalNameThatExistsLooksLikeOneThatDoesNot() {
        WebhookSinks sinks = sinks(true, false, List.of());
        String there = catchThrowable(() -> sinks.check("https://localhost/")).getMessage();
        assertThatThrownBy(() -> sinks.check("https://nobody.invalid/")).hasMessage(there);
    }

    @Test
    void whatIsForbiddenLaterIsNotDelivered() {
        WebhookSinks disabled = sinks(false, true, LOOPBACK);
        assertThatThrownBy(() -> open(disabled, 1)).isInstanceOf(KeywrightException.class);
        assertThatThrownBy(() -> open(sinks(true, false, LOOPBACK), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** As if the name had led elsewhere when it was checked: what counts is where it leads at the delivery. */
    @Test
    void aNameThatLeadsInsideAtTheDeliveryIsNotConnectedTo() throws Exception {
        answers(exchange -> exchange.sendResponseHeaders(204, -1));
        assertThat(delivered(List.of()))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.reason()).contains("no address that webhooks may connect to"));
        assertThat(connections).hasValue(0);
    }

    @Test
    void aRedirectIsAFailure() throws Exception {
        answers(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(308, -1);
        });
        assertThat(delivered(LOOPBACK)).isInstanceOf(Outcome.Retry.class);
        assertThat(connections).hasValue(1);
    }

    @Test
    void anAnswerWithoutEndIsNotWaitedFor() throws Exception {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8192]);
                }
            }
        });
        long begun = System.nanoTime();
        assertThat(delivered(LOOPBACK)).isInstanceOf(Outcome.Delivered.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void whatTheTargetAsksForIsHeard() throws Exception {
        answers(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "17");
            exchange.sendResponseHeaders(429, -1);
        });
        assertThat(delivered(LOOPBACK)).isEqualTo(new Outcome.Retry("the target answered 429", Duration.ofSeconds(17)));
    }

    @Test
    void nobodyThereIsAFailure() throws Exception {
        target.stop(0);
        assertThat(delivered(LOOPBACK)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void aTargetIsToldTheTraceIfThereIsOne() throws Exception {
        List<String> traceParents = new CopyOnWriteArrayList<>();
        answers(exchange -> {
            traceParents.addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
            exchange.sendResponseHeaders(204, -1);
        });
        assertThat(delivered(LOOPBACK)).isInstanceOf(Outcome.Delivered.class);
        assertThat(traceParents).isEmpty();
        assertThat(Spans.within(KnownSpan.SPAN, () -> delivered(LOOPBACK))).isInstanceOf(Outcome.Delivered.class);
        assertThat(traceParents).containsExactly(KnownSpan.TRACE_PARENT);
    }
}
