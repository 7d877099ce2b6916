package io.keywright.server.rest.edge;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.trace.Span;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.RequestContext;
import io.keywright.server.rest.Requester;
import io.keywright.server.shutdown.OpenRequests;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The first and last stop of every request: reads its target, finds out who calls, and refuses what HTTP refuses before
 * anything else happens; and answers in the contract's form what no resource does.
 */
@Singleton
class Edge {

    private static final int BEFORE_ALL = 1000;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Admission admission;
    private final RequestCheck check;
    private final BodyReader bodies;
    private final Refusals refusals;
    private final Errors errors;
    private final UuidV7 ids;
    private final RequestPatience patience;
    private final OpenRequests open;
    private final RequestSpans spans;
    private final SlowRequests slow;
    private final DateField date = new DateField(Clock.systemUTC());

    Edge(
            Admission admission,
            RequestCheck check,
            BodyReader bodies,
            Refusals refusals,
            Errors errors,
            UuidV7 ids,
            RequestPatience patience,
            OpenRequests open,
            RequestSpans spans,
            SlowRequests slow) {
        this.admission = admission;
        this.check = check;
        this.bodies = bodies;
        this.refusals = refusals;
        this.errors = errors;
        this.ids = ids;
        this.patience = patience;
        this.open = open;
        this.spans = spans;
        this.slow = slow;
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
        open.begun(http);
        Entry entry = spans.begin(Entry.of(http, marked(http)));
        admission.admit(entry, caller -> admitted(entry, caller));
    }

    private void admitted(Entry entry, Caller caller) {
        Optional<HttpRefusal> refusal = check.refusal(entry.head(), entry.target());
        if (refusal.isPresent()) {
            refusals.answer(entry, Optional.of(caller), refusal.get());
        } else if (entry.head().method().name().equals("OPTIONS")) {
            tellMethods(entry);
        } else {
            serve(entry, caller);
        }
    }

    /** The resource comes first: from a request that was read to its end the framework would not take it. */
    private void serve(Entry entry, Caller caller) {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        RequestContext.arrived(entry.requestId(), caller, entry.startedNanos(), patience.most(), entry.span(), body)
                .attach(entry.http());
        SlowRequests.Timed timed = slow.watch(entry, caller);
        entry.http().next();
        bodies.read(entry, caller, bytes -> {
            timed.bodyCame();
            body.complete(bytes);
        });
    }

    /** What there is at the target (RFC 9110, section 9.3.7). */
    private void tellMethods(Entry entry) {
        String methods = String.join(", ", check.methods(entry.target().orElseThrow()));
        entry.http()
                .response()
                .setStatusCode(NO_CONTENT)
                .putHeader("Allow", methods)
                .end();
    }

    /** The request's new id, which its answer bears, and the time of the answer. */
    private String marked(RoutingContext http) {
        String requestId = ids.next().toString();
        http.response().putHeader("X-Request-Id", requestId).putHeader(DateField.NAME, date.now());
        return requestId;
    }

    private void failed(RoutingContext http) {
        Optional<RequestContext> context = RequestContext.find(http);
        Requester to = Requester.of(
                context.map(RequestContext::requestId).orElseGet(() -> marked(http)),
                http.request(),
                context.map(it -> it.arrival().caller()),
                context.map(it -> it.arrival().span()).orElse(Span.NONE));
        int status = http.statusCode();
        if (status >= FIRST_ERROR && status < SERVER_ERROR) {
            HttpRefusal refusal = HttpErrors.of(status);
            errors.answer(to, refusal.error(), refusal.status()).send(http);
        } else {
            Throwable failure = http.failure();
            errors.answer(to, KeywrightException.of(failure)).send(http);
        }
    }
}
