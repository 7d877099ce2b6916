package io.keywright.server.rest.edge;

import io.keywright.core.trace.Span;
import io.keywright.server.observability.tracing.Tracing;
import io.vertx.core.AsyncResult;
import jakarta.inject.Singleton;

/** Each request as a server's span, by the semantic conventions for HTTP: of its target no more than its route. */
@Singleton
final class RequestSpans {

    private static final String TRACE_PARENT = "traceparent";
    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;
    private final RequestCheck check;

    RequestSpans(Tracing tracing, RequestCheck check) {
        this.tracing = tracing;
        this.check = check;
    }

    /** The entry with its span, which ends with the answer. */
    Entry begin(Entry entry) {
        RequestHead head = entry.head();
        Span span = tracing.arrives("HTTP", () -> head.values(TRACE_PARENT));
        if (span.equals(Span.NONE)) {
            return entry;
        }
        if (span.recorded()) {
            describe(entry, span);
            entry.http().addEndHandler(end -> end(entry, span, end));
        }
        return entry.traced(span);
    }

    private void describe(Entry entry, Span span) {
        String method = method(entry.head());
        span.named(method)
                .set("http.request.method", method)
                .set("url.scheme", "https")
                .set("keywright.request.id", entry.requestId());
        entry.target()
                .flatMap(target -> check.template(entry.head(), target))
                .ifPresent(route -> span.named(method + " " + route).set("http.route", route));
    }

    /** What is no method of HTTP is whatever somebody made up. */
    private static String method(RequestHead head) {
        return switch (head.method().name()) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" ->
                head.method().name();
            default -> "_OTHER";
        };
    }

    private static void end(Entry entry, Span span, AsyncResult<Void> end) {
        int status = entry.http().response().getStatusCode();
        if (end.failed()) {
            span.failed("connection_closed");
        } else {
            span.set("http.response.status_code", status);
        }
        if (status >= SERVER_ERROR) {
            span.failed(Integer.toString(status));
        }
        span.end();
    }
}
