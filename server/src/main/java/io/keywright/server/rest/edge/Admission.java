package io.keywright.server.rest.edge;

import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.Credentials;
import io.keywright.server.identity.Identification;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Lets in whom its credentials name, and answers everybody else: with a receipt if the certificate still says who it is. */
@Singleton
class Admission {

    private final Callers callers;
    private final Recorder recorder;
    private final Errors errors;
    private final Meters meters;

    Admission(Callers callers, Recorder recorder, Errors errors, Meters meters) {
        this.callers = callers;
        this.recorder = recorder;
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
        return new Identification.Refused(Errors.internal(failure), Optional.empty());
    }

    private void settle(
            RoutingContext http,
            String requestId,
            long startedNanos,
            Identification identification,
            Consumer<Caller> admitted) {
        switch (identification) {
            case Identification.Known known -> admitted.accept(known.caller());
            case Identification.Refused refused -> refuse(http, requestId, startedNanos, refused);
        }
    }

    private void refuse(RoutingContext http, String requestId, long startedNanos, Identification.Refused refused) {
        Optional<Operation> operation = RequestedOperation.of(http.request().method(), http.normalizedPath());
        if (refused.certified().isEmpty() || operation.isEmpty()) {
            errors.answer(requestId, refused.refusal()).sendBeforeBody(http);
            return;
        }
        Attempt attempt = Attempt.of(refused.certified().get(), operation.get());
        CompletableFuture<KeywrightException> recorded =
                recorder.refused(attempt, refused.refusal()).handle((none, refusal) -> Errors.refusal(refusal));
        onLoop(recorded, refusal -> {
            Answer answer = errors.answer(requestId, refusal);
            meters.answered(operation.get().verb(), answer.status(), startedNanos);
            answer.sendBeforeBody(http);
        });
    }

    private static <T> void onLoop(CompletableFuture<T> outcome, Consumer<T> then) {
        Future.fromCompletionStage(outcome, Vertx.currentContext()).onSuccess(then::accept);
    }
}
