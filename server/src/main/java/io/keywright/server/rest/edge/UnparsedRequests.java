package io.keywright.server.rest.edge;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.trace.Span;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Handler;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no HTTP request in the contract's form, and ends its connection. Vert.x asks a server's maker how to
 * answer these; here that is the framework, which does not say. Whatever measures a server is shown each request before
 * it is answered, so this measures nothing, and says how.
 */
@Singleton
class UnparsedRequests implements VertxOptionsCustomizer {

    private static final int MALFORMED = 400;
    private static final int LONG_TARGET = 414;
    private static final int LONG_HEADERS = 431;

    private final Provider<Errors> errors;
    private final Provider<UuidV7> ids;
    private final DateField date = new DateField(Clock.systemUTC());

    /** Both are asked for late: they are made after what is customized here. */
    UnparsedRequests(Provider<Errors> errors, Provider<UuidV7> ids) {
        this.errors = errors;
        this.ids = ids;
    }

    @Override
    @SuppressWarnings("deprecation") // the builder that replaces the factory is the framework's
    public void accept(VertxOptions options) {
        VertxMetrics observer = new VertxMetrics() {
            @Override
            public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions http, SocketAddress local) {
                return new Observer();
            }
        };
        options.setMetricsOptions(new MetricsOptions().setEnabled(true).setFactory(vertx -> observer));
    }

    /** Remembers, for each request of HTTP/1, whose answer ends it, the deadline of its connection's heads. */
    private final class Observer implements HttpServerMetrics<@Nullable HeadDeadline, Void, Void> {

        private final Handler<HttpServerRequest> refuse = UnparsedRequests.this::refuse;

        @Override
        public @Nullable HeadDeadline requestBegin(@Nullable Void socket, HttpRequest request) {
            if (!(request instanceof HttpServerRequest http)
                    || !(http.connection() instanceof ConnectionBase connection)) {
                return null;
            }
            Optional<HeadDeadline> deadline = HeadDeadline.of(connection.channel());
            deadline.ifPresent(HeadDeadline::headComplete);
            if (connection instanceof Http1xServerConnection http1) {
                http1.invalidRequestHandler(refuse);
                return deadline.orElse(null);
            }
            return null;
        }

        @Override
        public void responseEnd(@Nullable HeadDeadline deadline, HttpResponse response, long bytesWritten) {
            if (deadline != null) {
                deadline.answered();
            }
        }
    }

    private void refuse(HttpServerRequest request) {
        int status = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line -> LONG_TARGET;
            case TooLongHttpHeaderException headers -> LONG_HEADERS;
            default -> MALFORMED;
        };
        String requestId = ids.get().next().toString();
        request.response()
                .putHeader("X-Request-Id", requestId)
                .putHeader(DateField.NAME, date.now())
                .putHeader("Connection", "close");
        errors.get()
                .answer(
                        Requester.of(requestId, request, Optional.empty(), Span.NONE),
                        HttpErrors.of(status).error(),
                        status)
                .send(request.response())
                .onComplete(sent -> request.connection().close());
    }
}
