package io.keywright.server.rest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** An answer, ready to be sent from wherever it arose. */
record Answer(int status, String contentType, byte[] body, boolean retryLater) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain;charset=UTF-8";

    private static final String RETRY_SECONDS = "1";

    Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, false);
    }

    /** Sends it from within the REST layer. */
    RestResponse<byte[]> toRest() {
        RestResponse.ResponseBuilder<byte[]> response = RestResponse.ResponseBuilder.<byte[]>create(status)
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, contentType);
        return (retryLater ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS) : response).build();
    }

    /** Sends it before the request's body has come. What comes of it still must not be taken for the next request. */
    void sendBeforeBody(RoutingContext http) {
        if (http.request().version() != HttpVersion.HTTP_2) {
            http.response().putHeader("Connection", "close");
        }
        send(http);
    }

    /** Sends it from the router, where no resource is involved. */
    void send(RoutingContext http) {
        HttpServerResponse response = http.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        send(response).onFailure(gone -> http.request().connection().close());
    }

    /** Sends it where not even a route is known. */
    Future<Void> send(HttpServerResponse response) {
        if (retryLater) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        return response.end(Buffer.buffer(body));
    }
}
