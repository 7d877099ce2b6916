package io.keywright.server.rest.edge;

import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.quota.CallerRates;
import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.Credentials;
import io.keywright.server.identity.Identification;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.RequestContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Lets in whom its credentials name, as fast as it may call, and answers everybody else: with a receipt if the certificate
 * still says who it is. Every request counts for its caller's rate, whatever its path and whatever becomes of it.
 */
@Singleton
class Admission {

    /** How many receipts one caller's refusals here may leave. More of them would tell nothing, and fill the ledger. */
    private static final Rate RECEIPTS = new Rate(5, 50);

    private final Callers callers;
    private final CallerRates rates;
    private final RateLimiter<String> receipts = new RateLimiter<>("refusals", Optional.of(RECEIPTS), System::nanoTime);
    private final Calls calls;
    private final Errors errors;
    private final Meters meters;

    Admission(Callers callers, CallerRates rates, Calls calls, Errors errors, Meters meters) {
        this.callers = callers;
        this.rates = rates;
        this.calls = calls;
        this.errors = errors;
        this.meters = meters;
    }

    /** Hands the caller to {@code admitted}, on the request's event loop: at once, if it is known already. */
    void admit(RoutingContext http, String requestId, long startedNanos, Consumer<Caller> admitted) {
        CompletableFuture<Identification> found = callers.identify(Credentials.of(http.request()));
        if (found.isDone()) {
            settle(http, requestId, startedNanos, found.join(), admitted);
            return;
        }
        HttpServerRequest request = http.request().pause();
        onLoop(found.exceptionally(Admission::failed), identification -> {
            request.resume();
            settle(http, requestId, startedNanos, identification, admitted);
        });
    }

    private static Identification failed(Throwable failure) {
        return new Identification.Refused(KeywrightException.of(failure), Optional.empty());
    }

    private void settle(
            RoutingContext http,
            String requestId,
            long startedNanos,
            Identification identification,
            Consumer<Caller> admitted) {
        switch (counted(identification)) {
            case Identification.Known known -> admitted.accept(known.caller());
            case Identification.Refused refused -> refuse(http, requestId, startedNanos, refused);
        }
    }

    /** The same, or a refusal of whoever calls too fast. */
    private Identification counted(Identification identification) {
        try {
            switch (identification) {
                case Identification.Known known -> rates.take(known.caller());
                case Identification.Refused refused -> refused.certified().ifPresent(rates::take);
            }
            return identification;
        } catch (KeywrightException tooFast) {
            return new Identification.Refused(tooFast, identification.certified());
        }
    }

    private void refuse(RoutingContext http, String requestId, long startedNanos, Identification.Refused refused) {
        Optional<Operation> operation = RequestedOperation.of(http.request().method(), http.normalizedPath());
        if (refused.certified().isEmpty() || operation.isEmpty()) {
            errors.answer(requestId, refused.refusal()).sendBeforeBody(http);
            return;
        }
        Call call = new Call(RequestContext.arrival(refused.certified().get(), startedNanos), operation.get());
        onLoop(
                recorded(call, refused.refusal(), startedNanos),
                refusal -> errors.answer(requestId, refusal).sendBeforeBody(http));
    }

    private CompletableFuture<KeywrightException> recorded(Call call, KeywrightException refusal, long startedNanos) {
        if (receipts.admits(call.caller().subject())) {
            return calls.refuse(call, refusal);
        }
        meters.refusedWithoutReceipt();
        meters.ended(call.operation().verb(), refusal.code(), startedNanos);
        return CompletableFuture.completedFuture(refusal);
    }

    private static <T> void onLoop(CompletableFuture<T> outcome, Consumer<T> then) {
        Future.fromCompletionStage(outcome, Vertx.currentContext()).onSuccess(then::accept);
    }
}
