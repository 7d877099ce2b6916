package io.keywright.server.rest.edge;

import io.keywright.core.crypto.UuidV7;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.RequestContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first and last stop of every request: finds out who calls before anything else happens, and answers in the
 * contract's form what no resource does.
 */
@Singleton
class Edge {

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);
    private static final int BEFORE_ALL = 1000;
    private static final int MALFORMED = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int MAX_DIGITS = 18;
    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Admission admission;
    private final Errors errors;
    private final UuidV7 ids;
    private final PayloadLimit limit;

    Edge(Admission admission, Errors errors, UuidV7 ids, PayloadLimit limit) {
        this.admission = admission;
        this.errors = errors;
        this.ids = ids;
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL);
    }

    void register(@Observes Router router) {
        router.route().last().handler(http -> http.fail(NOT_FOUND));
        router.route().last().failureHandler(this::failed);
        HttpErrors.STATUSES.forEach(status -> router.errorHandler(status, this::failed));
        router.errorHandler(SERVER_ERROR, this::failed);
    }

    private void enter(RoutingContext http) {
        long started = System.nanoTime();
        String requestId = newRequestId(http);
        admission.admit(http, requestId, started, caller -> {
            RequestContext.arrived(requestId, caller, started).attach(http);
            takeBody(http, requestId);
        });
    }

    private void takeBody(RoutingContext http, String requestId) {
        int refused = refused(http.request());
        if (refused == 0) {
            http.next();
        } else {
            errors.answer(requestId, HttpErrors.of(refused), refused).sendBeforeBody(http);
        }
    }

    private String newRequestId(RoutingContext http) {
        String requestId = ids.next().toString();
        http.response().putHeader("X-Request-Id", requestId);
        return requestId;
    }

    /** The status that refuses the request before its body is read, or 0. */
    private int refused(HttpServerRequest request) {
        if (!isUri(request.uri())) {
            return MALFORMED;
        }
        String length = request.getHeader("Content-Length");
        if (length != null && (length.length() > MAX_DIGITS || Long.parseLong(length) > limit.bodyBytes())) {
            return TOO_LARGE;
        }
        return WITH_BODY.contains(request.method()) && !isJson(request.getHeader("Content-Type")) ? UNSUPPORTED : 0;
    }

    /** Whether every library reads the same path from it (RFC 3986): nothing behind the edge sees another. */
    private static boolean isUri(String target) {
        try {
            return !new URI(target).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.regionMatches(true, 0, Answer.JSON, 0, Answer.JSON.length())
                && (contentType.length() == Answer.JSON.length()
                        || " ;".indexOf(contentType.charAt(Answer.JSON.length())) >= 0);
    }

    private void failed(RoutingContext http) {
        String requestId =
                RequestContext.find(http).map(RequestContext::requestId).orElseGet(() -> newRequestId(http));
        int status = http.statusCode();
        if (status >= FIRST_ERROR && status < SERVER_ERROR) {
            errors.answer(requestId, HttpErrors.of(status), status).send(http);
        } else {
            Throwable failure = http.failure();
            errors.answer(requestId, KeywrightException.of(failure)).send(http);
        }
    }
}
