package io.keywright.server.rest;

import io.keywright.core.trace.Span;
import io.keywright.model.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Whom an answer goes to, for the log.
 *
 * @param subject who it is; if nobody that is known, whom its certificate names
 * @param address where the connection comes from
 * @param traceId of its trace; empty if nobody traces
 */
public record Requester(String requestId, String subject, String address, Optional<String> traceId) {

    private static final String NOBODY = "-";

    /** Of a request that has passed the edge. */
    public static Requester of(RoutingContext http) {
        RequestContext context = RequestContext.of(http);
        return of(
                context.requestId(),
                http.request(),
                Optional.of(context.arrival().caller()),
                context.arrival().span());
    }

    /** Of a request that may not have. */
    public static Requester of(String requestId, HttpServerRequest request, Optional<Caller> caller, Span span) {
        return new Requester(
                requestId,
                caller.map(Caller::subject).orElseGet(() -> certified(request.sslSession())),
                address(request.remoteAddress()),
                span.traceId());
    }

    /** Of a connection on which no request came. */
    public static Requester at(String requestId, String address) {
        return new Requester(requestId, NOBODY, address, Optional.empty());
    }

    private static String certified(@Nullable SSLSession session) {
        try {
            return session == null ? NOBODY : session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return NOBODY;
        }
    }

    private static String address(@Nullable SocketAddress address) {
        return address == null ? NOBODY : String.valueOf(address.hostAddress());
    }
}
