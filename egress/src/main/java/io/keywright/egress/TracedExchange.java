package io.keywright.egress;

import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * One request and its answer as a client's span, by the semantic conventions for HTTP. The path is not among what it tells,
 * since some are secrets. Whoever is called learns the trace by {@code traceparent} (W3C Trace Context).
 */
final class TracedExchange implements AutoCloseable {

    private static final int FIRST_ERROR = 400;

    /** Waits for an answer. */
    @FunctionalInterface
    interface Answering {
        Reply await() throws EgressException, ExecutionException, InterruptedException;
    }

    private final Span span;
    private final Request request;

    TracedExchange(Request wanted) {
        this.span = Spans.current().call(wanted.method());
        this.request = told(wanted, span.traceParent());
        if (span.recorded()) {
            span.set("http.request.method", wanted.method())
                    .set("server.address", wanted.target().host())
                    .set("server.port", wanted.target().port());
        }
    }

    private static Request told(Request wanted, Optional<String> traceParent) {
        if (traceParent.isEmpty()) {
            return wanted;
        }
        Map<String, String> headers = new HashMap<>(wanted.headers());
        headers.put("traceparent", traceParent.get());
        return new Request(wanted.method(), wanted.target(), headers, wanted.body());
    }

    /** The request that tells of the trace. */
    Request request() {
        return request;
    }

    Reply answered(Answering answering) throws EgressException, ExecutionException, InterruptedException {
        try {
            Reply reply = answering.await();
            span.set("http.response.status_code", reply.status());
            if (reply.status() >= FIRST_ERROR) {
                span.failed(Integer.toString(reply.status()));
            }
            return reply;
        } catch (EgressException e) {
            span.failed(e.reason().name().toLowerCase(Locale.ROOT));
            throw e;
        }
    }

    @Override
    public void close() {
        span.end();
    }
}
