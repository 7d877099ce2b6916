package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody's HTTPS server that receives webhooks, and answers as it is told. */
public final class WebhookReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_CONTENT = 204;
    private static final long PATIENCE_SECONDS = 60;

    /** A request that came. */
    public record Delivery(
            String path, String contentType, String id, String timestamp, String signature, byte[] body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + new String(body, UTF_8), e);
            }
        }

        /** A member of the event's payload. */
        public String payload(String member) {
            return json().path("data").path("payload").path(member).asText();
        }
    }

    private record Answer(int status, String header, String value) {}

    private final HttpsServer https;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    /** Serves on this machine with a certificate of {@code server}'s authority. */
    public WebhookReceiver(Installation server) {
        try {
            https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Certificates certificates = server.certificates();
        https.setHttpsConfigurator(new HttpsConfigurator(certificates.tls(certificates.ofServer())));
        https.setExecutor(threads);
        https.createContext("/", this::receive);
        https.start();
    }

    public String url(String path) {
        return "https://localhost:" + https.getAddress().getPort() + path;
    }

    /** Answers the next requests with these, before it takes whatever comes. */
    public void answer(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, "", ""));
        }
    }

    /** Answers the next request with this header, too. */
    public void answer(int status, String header, String value) {
        answers.add(new Answer(status, header, value));
    }

    /** The next request, which must come soon. */
    public Delivery next() {
        try {
            Delivery next = deliveries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no delivery within " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Delivery> next(int count) {
        List<Delivery> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(next());
        }
        return next;
    }

    /** Whether nothing comes for so long. */
    public boolean silent(long millis) throws InterruptedException {
        return deliveries.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Delivery delivery = new Delivery(
                    exchange.getRequestURI().toString(),
                    header(exchange, "Content-Type"),
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    exchange.getRequestBody().readAllBytes());
            Answer answer = answers.poll();
            deliveries.add(delivery);
            if (answer != null && !answer.header().isEmpty()) {
                exchange.getResponseHeaders().add(answer.header(), answer.value());
            }
            exchange.sendResponseHeaders(answer == null ? NO_CONTENT : answer.status(), -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }
}
