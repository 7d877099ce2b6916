package io.keywright.server.rest.edge;

import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.server.config.SlowRules;
import io.keywright.server.rest.Answer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One line of the log for each request that took long, and for how much of that its client was the cause: five a second in
 * the long run.
 */
final class SlowRequests {

    private static final Logger LOG = Logger.getLogger(SlowRequests.class);
    private static final Rate NAMED = new Rate(5, 50);
    private static final int MOST_CHARACTERS = 200;

    private final RateLimiter<String> named = new RateLimiter<>("slow-requests", Optional.of(NAMED), System::nanoTime);
    private final SlowRules rules;
    private final long shortestNanos;

    SlowRequests(SlowRules rules) {
        this.rules = rules;
        this.shortestNanos = rules.shortest().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** Watches a request until it is answered. */
    Timed watch(Entry entry, Caller caller) {
        Timed request = new Timed(entry, caller);
        entry.http().addEndHandler(answered -> request.ended());
        return request;
    }

    /** A request under way, on its event loop. */
    final class Timed {

        private final Entry entry;
        private final Caller caller;
        private long bodyNanos = -1;

        private Timed(Entry entry, Caller caller) {
            this.entry = entry;
            this.caller = caller;
        }

        /** All of its body is there. */
        void bodyCame() {
            bodyNanos = System.nanoTime() - entry.startedNanos();
        }

        private void ended() {
            long nanos = System.nanoTime() - entry.startedNanos();
            if (nanos >= shortestNanos) {
                tell(Duration.ofNanos(nanos));
            }
        }

        private void tell(Duration took) {
            HttpServerResponse response = entry.http().response();
            Optional<Operation> operation = entry.operation();
            if (!isStream(response) && rules.slow(operation, took) && named.admits("")) {
                LOG.warnf(
                        "event=slow_request request_id=%s trace_id=%s operation=%s method=%s path=\"%s\" status=%d subject=\"%s\""
                                + " took_ms=%d body_ms=%d",
                        entry.requestId(),
                        entry.span().traceId().orElse("-"),
                        operation.map(Operation::verb).orElse("-"),
                        entry.head().method().name(),
                        shown(entry.target().map(RequestTarget::path).orElse("-")),
                        response.ended() ? response.getStatusCode() : 0,
                        caller.subject(),
                        took.toMillis(),
                        Duration.ofNanos(bodyNanos < 0 ? took.toNanos() : bodyNanos)
                                .toMillis());
            }
        }

        /** Whether it takes as long as its client wants it to. */
        private static boolean isStream(HttpServerResponse response) {
            String type = response.headers().get("Content-Type");
            return (type != null && type.startsWith("text/event-stream"))
                    || response.headers().contains(Answer.WAITED);
        }

        private static String shown(String path) {
            return path.length() > MOST_CHARACTERS ? path.substring(0, MOST_CHARACTERS) : path;
        }
    }
}
