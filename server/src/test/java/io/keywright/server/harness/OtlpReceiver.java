package io.keywright.server.harness;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A collector that takes traces by OTLP/HTTP on this machine, and reads them by OpenTelemetry's own definition of the protocol. */
public final class OtlpReceiver implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<byte[]> exports = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, List<String>>> headers = new ConcurrentLinkedQueue<>();
    private volatile int status = OK;

    public OtlpReceiver() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/v1/traces", this::receive);
        http.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status == OK) {
                headers.add(Map.copyOf(exchange.getRequestHeaders()));
                exports.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** What {@code keywright.telemetry.endpoint} is to be. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Answers so from now on; what it does not answer with 200, it forgets. */
    public void answer(int answered) {
        status = answered;
    }

    /** The bytes of all exports so far. */
    public List<byte[]> exports() {
        return List.copyOf(exports);
    }

    public List<Map<String, List<String>>> headers() {
        return List.copyOf(headers);
    }

    public List<Span> spans() {
        return resources().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** The spans of that name. */
    public List<Span> spans(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The only span of that name. */
    public Span span(String name) {
        List<Span> found = spans(name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name + " of "
                    + spans().stream().map(Span::getName).toList());
        }
        return found.getFirst();
    }

    public List<ResourceSpans> resources() {
        return exports.stream()
                .map(OtlpReceiver::parse)
                .flatMap(export -> export.getResourceSpansList().stream())
                .toList();
    }

    private static ExportTraceServiceRequest parse(byte[] export) {
        try {
            return ExportTraceServiceRequest.parseFrom(export);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not OTLP", e);
        }
    }

    public static Map<String, Object> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, it -> value(it.getValue())));
    }

    private static Object value(AnyValue value) {
        return value.hasIntValue() ? value.getIntValue() : value.getStringValue();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}
