package io.keywright.server.rest;

import io.keywright.core.call.Arrival;
import io.keywright.core.trace.Span;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the edge found out about a request before any resource sees it.
 *
 * @param body all of it, once it has come; without a byte if there is none. Never complete if it never comes: that is
 *     answered elsewhere
 */
public record RequestContext(String requestId, Arrival arrival, CompletableFuture<byte[]> body) {

    private static final String KEY = "keywright";

    /**
     * A request that came in on this event loop. Answers are made there and not where the journal completes, so that the
     * journal goes on with its next batch, and a loop that is woken finds all its answers at once.
     */
    public static RequestContext arrived(
            String requestId,
            Caller caller,
            long startedNanos,
            Duration patience,
            Span span,
            CompletableFuture<byte[]> body) {
        return new RequestContext(requestId, arrival(caller, startedNanos, patience, span), body);
    }

    /**
     * The arrival of a request on this event loop.
     *
     * @param patience how long after its start there must be an answer
     */
    public static Arrival arrival(Caller caller, long startedNanos, Duration patience, Span span) {
        Context loop = Vertx.currentContext();
        return new Arrival(
                caller,
                startedNanos,
                Deadline.after(startedNanos, patience),
                task -> loop.runOnContext(go -> task.run()),
                span);
    }

    public void attach(RoutingContext http) {
        http.put(KEY, this);
    }

    public static RequestContext of(RoutingContext http) {
        return find(http).orElseThrow(() -> new IllegalStateException("a request that did not pass the edge"));
    }

    /** Empty for a request that is refused before the edge sees it, as for a malformed path. */
    public static Optional<RequestContext> find(RoutingContext http) {
        return Optional.ofNullable(http.get(KEY));
    }
}
