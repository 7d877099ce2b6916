package io.keywright.server.rest;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.UseCase;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.server.rest.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** The way of a request through the REST layer: body to record, record to use case, outcome to answer. */
@Singleton
public class Exchange {

    private static final int OK = 200;

    private final Calls calls;
    private final Json json;
    private final Errors errors;
    private final PresentedApprovals approvals;

    Exchange(Calls calls, Json json, Errors errors, PresentedApprovals approvals) {
        this.calls = calls;
        this.json = json;
        this.errors = errors;
        this.approvals = approvals;
    }

    /** Hands the body, read as {@code type}, to {@code useCase}, and answers with {@code status} what {@code answer} makes. */
    public <R, T> CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http,
            Operation operation,
            int status,
            Class<R> type,
            Function<R, UseCase<T>> useCase,
            Function<Recorded<T>, ?> answer) {
        Call call = call(http, operation);
        return answered(
                http,
                status,
                answer,
                RequestContext.of(http)
                        .body()
                        .thenCompose(body -> calls.run(call, () -> {
                            R request = json.read(body, type);
                            call.presents(approvals.of(
                                    http, request instanceof Approvable it ? it.approvalToken() : null, body));
                            return useCase.apply(request);
                        })));
    }

    /** The same for a request without a body. */
    public <T> CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http,
            Operation operation,
            int status,
            Supplier<UseCase<T>> useCase,
            Function<Recorded<T>, ?> answer) {
        Call call = call(http, operation);
        return answered(http, status, answer, calls.run(call, () -> {
            call.presents(approvals.of(http));
            return useCase.get();
        }));
    }

    /** Reads something that leaves no receipt, where it may block. */
    public CompletionStage<RestResponse<byte[]>> read(RoutingContext http, String name, Function<Caller, Answer> read) {
        Arrival arrival = RequestContext.of(http).arrival();
        return refusing(
                http,
                calls.read(arrival, name, () -> read.apply(arrival.caller())).thenApply(Answer::toRest));
    }

    /** Begins, on the event loop, what answers by itself and does not end soon. What refuses it is answered here. */
    public <T> CompletionStage<RestResponse<byte[]>> begin(
            RoutingContext http, String name, Function<Caller, T> grant, Consumer<T> begin) {
        Arrival arrival = RequestContext.of(http).arrival();
        return refusing(
                http,
                calls.read(arrival, name, () -> grant.apply(arrival.caller())).thenCompose(granted -> {
                    begin.accept(granted);
                    return new CompletableFuture<>();
                }));
    }

    private static Call call(RoutingContext http, Operation operation) {
        return new Call(RequestContext.of(http).arrival(), operation);
    }

    private <T> CompletionStage<RestResponse<byte[]>> answered(
            RoutingContext http, int status, Function<Recorded<T>, ?> answer, CompletableFuture<Recorded<T>> outcome) {
        return refusing(
                http,
                outcome.thenApply(
                        recorded -> success(status, answer.apply(recorded)).toRest()));
    }

    private CompletionStage<RestResponse<byte[]>> refusing(
            RoutingContext http, CompletableFuture<RestResponse<byte[]>> answer) {
        return answer.exceptionally(failure -> errors.answer(Requester.of(http), KeywrightException.of(failure))
                .toRest());
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
