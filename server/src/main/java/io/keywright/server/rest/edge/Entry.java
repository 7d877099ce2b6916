package io.keywright.server.rest.edge;

import io.keywright.core.trace.Span;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.server.rest.Requester;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * A request that has just come in.
 *
 * @param startedNanos when, by {@link System#nanoTime}
 * @param target empty if there is no one way to read it
 * @param span all of what is done for it
 */
record Entry(
        RoutingContext http,
        String requestId,
        long startedNanos,
        RequestHead head,
        Optional<RequestTarget> target,
        Span span) {

    static Entry of(RoutingContext http, String requestId) {
        RequestHead head = RequestHead.of(http.request());
        return new Entry(http, requestId, System.nanoTime(), head, RequestTarget.read(head.target()), Span.NONE);
    }

    Entry traced(Span whole) {
        return new Entry(http, requestId, startedNanos, head, target, whole);
    }

    /** Whom its answer goes to. */
    Requester requester(Optional<Caller> caller) {
        return Requester.of(requestId, http.request(), caller, span);
    }

    /** The operation that it asks for, as far as method and path tell; empty if it is none that leaves receipts. */
    Optional<Operation> operation() {
        return target.flatMap(read -> RequestedOperation.of(head.method(), read.path()));
    }
}
