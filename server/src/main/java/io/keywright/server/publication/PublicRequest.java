package io.keywright.server.publication;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What somebody sent who is not known.
 *
 * @param requestId that its answer bears
 * @param body empty if there is none
 */
public record PublicRequest(RoutingContext http, String requestId, byte[] body) {

    public HttpMethod method() {
        return http.request().method();
    }

    /** The URL as the client has it, without the query. */
    public String url() {
        String whole = http.request().absoluteURI();
        int query = whole.indexOf('?');
        return query < 0 ? whole : whole.substring(0, query);
    }

    /** What stands in the path in the place of {@code name}, decoded. */
    public String pathParameter(String name) {
        return http.pathParam(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(http.request().getHeader(name));
    }
}
