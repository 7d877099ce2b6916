package io.keywright.server.rest.edge;

import io.keywright.server.rest.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * Answers a request whose body has not come, or not all of it. What comes of it still is not taken for the next request,
 * and not read for long: the connection ends once the client has had time to read the answer (RFC 9112, section 9.6).
 */
final class EarlyAnswer {

    private static final long LINGER_MILLIS = 5000;
    private static final long MOST_BYTES = 2 << 20;
    private static final int NO_ERROR = 0;

    private final RoutingContext http;
    private final HttpServerRequest request;
    private long discarded;
    private long timer;
    private boolean over;

    private EarlyAnswer(RoutingContext http) {
        this.http = http;
        this.request = http.request();
    }

    static void send(RoutingContext http, Answer answer) {
        if (http.request().isEnded() || !mayHaveBody(http.request())) {
            answer.send(http);
        } else {
            new EarlyAnswer(http).sendAndEnd(answer);
        }
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                || request.headers().contains("Transfer-Encoding")
                || !Objects.requireNonNullElse(request.getHeader("Content-Length"), "0")
                        .equals("0");
    }

    private void sendAndEnd(Answer answer) {
        if (request.version() != HttpVersion.HTTP_2) {
            http.response().putHeader("Connection", "close");
        }
        request.exceptionHandler(broken -> over());
        answer.send(http);
        timer = http.vertx().setTimer(LINGER_MILLIS, late -> over());
        request.handler(this::discard).endHandler(end -> over());
        request.resume();
    }

    private void discard(Buffer chunk) {
        discarded += chunk.length();
        if (discarded > MOST_BYTES) {
            over();
        }
    }

    private void over() {
        if (over) {
            return;
        }
        over = true;
        http.vertx().cancelTimer(timer);
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else if (!request.isEnded()) {
            http.response().reset(NO_ERROR);
        }
    }
}
