package io.keywright.server.rest;

import io.keywright.model.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** What the edge found out about a request before any resource sees it. */
record RequestContext(String requestId, Caller caller, long startedNanos) {

    private static final String KEY = "keywright";

    void attach(RoutingContext http) {
        http.put(KEY, this);
    }

    static RequestContext of(RoutingContext http) {
        return Objects.requireNonNull(http.get(KEY), "a request that did not pass the edge");
    }
}
