package io.keywright.server.rest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An answer, ready to be sent from wherever it arose.
 *
 * @param headers all but the content type
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    /** The media type of JSON. */
    public static final String JSON = "application/json";
    /** The header of answers that a client wished to wait for, so that they are not slow (RFC 7240, section 3). */
    public static final String WAITED = "Preference-Applied";
    /** The media type of plain text. */
    public static final String TEXT = "text/plain;charset=UTF-8";

    /** An answer without further headers. */
    public Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }

    /** The same, asking to wait: in whole seconds, rounded up, and at least one (RFC 9110, section 10.2.3). */
    public Answer retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        return with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    /** Sends it from within the REST layer. */
    public RestResponse<byte[]> toRest() {
        RestResponse.ResponseBuilder<byte[]> response = RestResponse.ResponseBuilder.<byte[]>create(status)
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, contentType);
        headers.forEach(response::header);
        return response.build();
    }

    /** Sends it from the router, where no resource is involved. */
    public void send(RoutingContext http) {
        HttpServerResponse response = http.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        send(response).onFailure(gone -> http.request().connection().close());
    }

    /** Sends it where not even a route is known. */
    public Future<Void> send(HttpServerResponse response) {
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        return response.end(Buffer.buffer(body));
    }
}
