package io.keywright.server.rest.edge;

import io.vertx.core.MultiMap;
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

    static RequestHead of(HttpServerRequest request) {
        return new RequestHead(request.method(), request.version(), request.uri(), request.headers());
    }

    /** The values of a field; none if it was not sent. */
    List<String> values(String field) {
        return fields.contains(field) ? fields.getAll(field) : List.of();
    }

    /** The value of a field that stands there once at the most. */
    Optional<String> value(String field) {
        return Optional.ofNullable(fields.get(field));
    }
}
