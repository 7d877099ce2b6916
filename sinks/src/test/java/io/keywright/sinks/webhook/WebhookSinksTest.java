package io.keywright.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSink.Outcome;
import io.keywright.core.network.Network;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.testkit.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private Outcome delivered(List<Network> allowed) throws Exception {
        WebhookRules rules = new WebhookRules(true, true, allowed, Optional.empty());
        try (WebhookSinks sinks = new WebhookSinks(rules, new CloudEvents("test"), Clock.systemUTC())) {
            EventSink sink = sinks.open(
                    "http://localhost:" + target.getAddress().getPort() + "/hook", SecretBytes.own(new byte[32]));
            return sink.deliver(List.of(EVENT));
        }
    }

    /** As if the name had led elsewhere when it was checked: what counts is where it leads at the delivery. */
    @Test
    void aNameThatLeadsInsideAtTheDeliveryIsNotConnectedTo() throws Exception {
        answers(exchange -> exchange.sendResponseHeaders(204, -1));
        assertThat(delivered(List.of()))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, retry -> assertThat(retry.reason()).contains("may not connect"));
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
}
