package io.keywright.server.observability.tracing;

import io.keywright.egress.Target;
import java.util.Map;

/**
 * Where traces go, and which.
 *
 * @param collector where OTLP/HTTP is taken, {@code /v1/traces} included
 * @param headers of each export; their values are secrets
 * @param share of all traces that is recorded, 0 to 1
 * @param callers what a caller's {@code traceparent} counts
 * @param instance which of several instances of the service this is ({@code service.instance.id})
 */
public record TraceRules(
        Target collector, Map<String, String> headers, double share, Callers callers, String instance) {

    /** What a caller's {@code traceparent} counts. */
    public enum Callers {
        /** Nothing: each request begins a trace of its own. */
        IGNORE,
        /** A request is a part of the caller's trace; whether it is recorded is decided here. */
        CONTINUE,
        /** The caller also decides whether it is recorded. */
        FOLLOW
    }

    public TraceRules {
        headers = Map.copyOf(headers);
    }

    /** Without the headers, which are secrets. */
    @Override
    public String toString() {
        return "TraceRules[" + collector.host() + ", " + share + ", " + callers + "]";
    }
}
