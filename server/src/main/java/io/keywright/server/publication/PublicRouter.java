package io.keywright.server.publication;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.trace.Span;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.publication.PublicPaths.Port;
import io.keywright.server.publication.PublicPaths.PublicPath;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.keywright.server.shutdown.OpenRequests;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Has what is public answered: a small body, within a few seconds, and so many at a time. */
final class PublicRouter {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_AT_A_TIME = 64;
    private static final List<Integer> NOTHING_TO_SERVE = List.of(404, 405);
    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final String REQUEST_ID = "X-Request-Id";

    private final Vertx vertx;
    private final Executor blocking;
    private final Errors errors;
    private final UuidV7 ids;
    private final OpenRequests open;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    PublicRouter(Vertx vertx, Executor blocking, Errors errors, UuidV7 ids, OpenRequests open) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.errors = errors;
        this.ids = ids;
        this.open = open;
    }

    /** What is served at one port. */
    Router of(Port port, List<PublicPath> paths) {
        Router router = Router.router(vertx);
        router.route().handler(this::enter);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
        paths.stream().filter(path -> path.port() == port).forEach(path -> {
            Route route = router.route(path.pattern());
            path.methods().forEach(route::method);
            route.handler(http -> answer(http, path));
        });
        router.route().failureHandler(this::failed);
        NOTHING_TO_SERVE.forEach(status -> router.errorHandler(status, this::failed));
        return router;
    }

    /** Whoever sends slowly, or takes the answer slowly, is cut off. */
    private void enter(RoutingContext http) {
        open.begun(http);
        http.response().putHeader(REQUEST_ID, ids.next().toString());
        long timer = vertx.setTimer(
                PATIENCE.toMillis(), late -> http.request().connection().close());
        http.addEndHandler(ended -> vertx.cancelTimer(timer));
        http.next();
    }

    private void answer(RoutingContext http, PublicPath path) {
        Buffer body = http.body().buffer();
        PublicRequest request = new PublicRequest(http, requestId(http), body == null ? new byte[0] : body.getBytes());
        if (!places.tryAcquire()) {
            refused(http, busy()).send(http);
            return;
        }
        Context loop = vertx.getOrCreateContext();
        blocking.execute(() -> {
            try {
                Answer answer = answered(request, path);
                loop.runOnContext(ready -> answer.send(http));
            } finally {
                places.release();
            }
        });
    }

    private Answer answered(PublicRequest request, PublicPath path) {
        try {
            return path.answer().apply(request);
        } catch (RuntimeException e) {
            return refused(request.http(), KeywrightException.of(e));
        }
    }

    /** What HTTP refuses: another path or method, too large a body. */
    private void failed(RoutingContext http) {
        int status = http.statusCode();
        boolean byHttp = status >= FIRST_ERROR && status < SERVER_ERROR;
        Answer refused = byHttp
                ? errors.answer(requester(http), notServed(), status)
                : refused(http, KeywrightException.of(http.failure()));
        refused.send(http);
    }

    private Answer refused(RoutingContext http, KeywrightException refusal) {
        return errors.answer(requester(http), refusal);
    }

    private static Requester requester(RoutingContext http) {
        return Requester.of(requestId(http), http.request(), Optional.empty(), Span.NONE);
    }

    private static String requestId(RoutingContext http) {
        return http.response().headers().get(REQUEST_ID);
    }

    private static KeywrightException notServed() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Ask for what is public here, see docs/authorities.md; for everything else show a certificate at the service's own port.",
                Map.of("reason", "not_served_here"));
    }

    private static KeywrightException busy() {
        return new KeywrightException(
                ErrorCode.RATE_LIMITED, "Too many ask at this moment; try again.", Map.of("reason", "busy"));
    }
}
