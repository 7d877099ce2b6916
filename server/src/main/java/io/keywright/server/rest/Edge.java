package io.keywright.server.rest;

import io.keywright.core.crypto.UuidV7;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.Callers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The first and last stop of every request: finds out who calls before anything else happens, and answers in the
 * contract's form what no resource does.
 */
@Singleton
class Edge {

    private static final int BEFORE_ALL = 1000;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int MAX_DIGITS = 18;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Callers callers;
    private final Errors errors;
    private final UuidV7 ids;
    private final PayloadLimit limit;

    Edge(Callers callers, Errors errors, UuidV7 ids, PayloadLimit limit) {
        this.callers = callers;
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
        router.errorHandler(NOT_FOUND, this::failed);
        router.errorHandler(METHOD_NOT_ALLOWED, this::failed);
    }

    private void enter(RoutingContext http) {
        long started = System.nanoTime();
        String requestId = ids.next().toString();
        http.response().putHeader("X-Request-Id", requestId);
        try {
            RequestContext context =
                    new RequestContext(requestId, callers.of(http.request().sslSession()), started);
            checkLength(http.request());
            context.attach(http);
            http.next();
        } catch (KeywrightException e) {
            int status =
                    e.code() == ErrorCode.INVALID_REQUEST ? TOO_LARGE : e.code().httpStatus();
            http.response().putHeader("Connection", "close");
            errors.answer(requestId, e, status).send(http);
        }
    }

    private void checkLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null && (length.length() > MAX_DIGITS || Long.parseLong(length) > limit.bodyBytes())) {
            throw limit.bodyTooLarge();
        }
    }

    private void failed(RoutingContext http) {
        Throwable failure = http.failure();
        String requestId = RequestContext.of(http).requestId();
        if (http.statusCode() >= FIRST_ERROR && http.statusCode() < FIRST_SERVER_ERROR) {
            errors.answer(requestId, HttpErrors.of(http.statusCode()), http.statusCode())
                    .send(http);
        } else {
            errors.answer(requestId, failure instanceof KeywrightException e ? e : Errors.internal(failure))
                    .send(http);
        }
    }
}
