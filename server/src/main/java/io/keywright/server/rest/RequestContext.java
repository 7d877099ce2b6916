package io.keywright.server.rest;

import io.keywright.model.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the edge found out about a request before any resource sees it. */
public record RequestContext(String requestId, Caller caller, long startedNanos) {

    private static final String KEY = "keywright";

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
