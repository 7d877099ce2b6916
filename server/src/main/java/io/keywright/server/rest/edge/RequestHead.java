package io.keywright.server.rest.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body.
 *
 * @param version null if it is none that is spoken here
 * @param target as it came
 */
record RequestHead(HttpMethod method, @Nullable HttpVersion version, String target, MultiMap fields) {

    /** The length of a body that does not say its length. */
    static final long UNSAID = -1;

    static RequestHead of(HttpServerRequest request) {
        return new RequestHead(request.method(), request.version(), request.uri(), request.headers());
    }

    /** The values of a field; none if it was not sent. */
    List<String> values(CharSequence field) {
        return has(field) ? fields.getAll(field) : List.of();
    }

    /** The value of a field that stands there once at the most. */
    Optional<String> value(CharSequence field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Whether a field was sent. */
    boolean has(CharSequence field) {
        return fields.contains(field);
    }

    /** How many bytes its body has, by its Content-Length that was found to be a length; {@link #UNSAID} if it has none. */
    long contentLength() {
        String length = fields.get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? UNSAID : Long.parseLong(length);
    }
}
