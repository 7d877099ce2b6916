package io.keywright.server.observability.tracing;

import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.Request;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends spans by OTLP/HTTP, as binary protobuf (OTLP 1.9, "Binary Protobuf Encoding"). Calls block. */
public final class Collector implements AutoCloseable {

    /** Statuses after which the same may be sent again (OTLP 1.9, "Retryable Response Codes"). */
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    /** What became of what was sent. */
    sealed interface Outcome {

        record Taken() implements Outcome {}

        /** It will not be taken later either. */
        record Refused(String reason) implements Outcome {}

        /** It may be taken later. */
        record NotNow(String reason) implements Outcome {}
    }

    private final TraceRules rules;
    private final Egress egress;

    /** @param egress for the collector alone */
    public Collector(TraceRules rules, Egress egress) {
        this.rules = rules;
        this.egress = egress;
    }

    Outcome send(List<SpanData> spans) throws InterruptedException {
        Map<String, String> headers = new HashMap<>(rules.headers());
        headers.put("Content-Type", "application/x-protobuf");
        try {
            int status = egress.send(Request.post(rules.collector(), headers, bytes(spans)))
                    .status();
            return status >= OK && status < REDIRECTION ? new Outcome.Taken() : answered(status);
        } catch (EgressException e) {
            return new Outcome.NotNow(e.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    private static Outcome answered(int status) {
        String reason = "status " + status;
        return RETRYABLE.contains(status) ? new Outcome.NotNow(reason) : new Outcome.Refused(reason);
    }

    private static byte[] bytes(List<SpanData> spans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TraceRequestMarshaler.create(spans).writeBinaryTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        egress.close();
    }
}
