package io.keywright.server.rest;

import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.server.rest.json.Json;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** The way of a request through the REST layer: body to record, record to use case, outcome to answer. */
@Singleton
public class Exchange {

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;

    private final Json json;
    private final Errors errors;
    private final Recorder recorder;
    private final PayloadLimit limit;
    private final Outcomes outcomes;
    private final ExecutorService blocking;

    Exchange(
            Json json,
            Errors errors,
            Recorder recorder,
            PayloadLimit limit,
            Outcomes outcomes,
            @VirtualThreads ExecutorService blocking) {
        this.json = json;
        this.errors = errors;
        this.recorder = recorder;
        this.limit = limit;
        this.outcomes = outcomes;
        this.blocking = blocking;
    }

    /** Hands the body, read as {@code type}, to {@code useCase}. A body that cannot be read leaves a receipt, too. */
    public <R> CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http,
            Operation operation,
            int status,
            Class<R> type,
            byte[] body,
            BiFunction<Caller, R, CompletableFuture<?>> useCase) {
        if (body.length > limit.bodyBytes()) {
            String requestId = RequestContext.of(http).requestId();
            return CompletableFuture.completedFuture(
                    errors.answer(requestId, limit.bodyTooLarge(), TOO_LARGE).toRest());
        }
        return answer(http, operation, status, caller -> useCase.apply(caller, json.read(body, type)));
    }

    /** Runs {@code useCase}; what it throws before it starts leaves a receipt, what it fails with already has. */
    public CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http, Operation operation, int status, Function<Caller, CompletableFuture<?>> useCase) {
        RequestContext request = RequestContext.of(http);
        return started(request.caller(), operation, useCase)
                .handleAsync(
                        (outcome, failure) -> outcomes.settled(
                                operation.verb(),
                                request,
                                failure,
                                () -> success(status, Objects.requireNonNull(outcome))),
                        loop());
    }

    /** Reads something that leaves no receipt, where it may block. */
    public CompletionStage<RestResponse<byte[]>> read(RoutingContext http, String name, Function<Caller, Answer> read) {
        RequestContext request = RequestContext.of(http);
        return CompletableFuture.supplyAsync(() -> read.apply(request.caller()), blocking)
                .handleAsync(
                        (answer, failure) ->
                                outcomes.settled(name, request, failure, () -> Objects.requireNonNull(answer)),
                        loop());
    }

    /** Begins, on the event loop, what answers by itself and does not end soon. What refuses it is answered here. */
    public <T> CompletionStage<RestResponse<byte[]>> begin(
            RoutingContext http, String name, Function<Caller, T> grant, Consumer<T> begin) {
        RequestContext request = RequestContext.of(http);
        return CompletableFuture.supplyAsync(() -> grant.apply(request.caller()), blocking)
                .thenAcceptAsync(
                        granted -> {
                            outcomes.begun(name, request);
                            begin.accept(granted);
                        },
                        loop())
                .thenCompose(begun -> new CompletableFuture<RestResponse<byte[]>>())
                .exceptionallyAsync(failure -> outcomes.refused(name, request, failure), loop());
    }

    /**
     * The event loop that the request came in on. Answers are made there and not where the journal completes, so that
     * the journal goes on with its next batch, and a loop that is woken finds all its answers at once.
     */
    private static Executor loop() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(go -> task.run());
    }

    private CompletableFuture<?> started(
            Caller caller, Operation operation, Function<Caller, CompletableFuture<?>> useCase) {
        try {
            return useCase.apply(caller);
        } catch (RuntimeException e) {
            return recorder.refused(Attempt.of(caller, operation), e);
        }
    }

    private Answer success(int status, Object outcome) {
        return outcome instanceof Versioned versioned
                ? new Answer(status, Answer.JSON, json.write(versioned.body())).with(HttpHeaders.ETAG, versioned.etag())
                : new Answer(status, Answer.JSON, json.write(outcome));
    }

    public Answer json(Object answer) {
        return new Answer(OK, Answer.JSON, json.write(answer));
    }
}
