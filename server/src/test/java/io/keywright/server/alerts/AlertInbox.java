package io.keywright.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever is on call: gets what Alertmanager sends to a webhook, and keeps all of it. */
final class AlertInbox implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpServer http;
    private final Map<String, List<JsonNode>> alerts = new ConcurrentHashMap<>();

    AlertInbox() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::receive);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (JsonNode alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
                alerts.computeIfAbsent(
                                alert.path("labels").path("alertname").asText(), _ -> new CopyOnWriteArrayList<>())
                        .add(alert);
            }
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    /** The alerts of that name that came, with their labels and annotations, in their order. */
    List<JsonNode> alerts(String name) {
        return alerts.getOrDefault(name, List.of());
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
