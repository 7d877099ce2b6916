package io.keywright.server.identity;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it.
 *
 * @param session the connection's TLS session
 * @param peer the address that the connection comes from
 */
public record Credentials(@Nullable SSLSession session, SocketAddress peer, MultiMap headers) {

    public static Credentials of(HttpServerRequest request) {
        return new Credentials(request.sslSession(), request.connection().remoteAddress(), request.headers());
    }

    /** The values of a header; none if it was not sent. */
    public List<String> values(String header) {
        return headers.contains(header) ? headers.getAll(header) : List.of();
    }
}
