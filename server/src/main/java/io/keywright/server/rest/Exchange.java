package io.keywright.server.rest;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.RepeatableCalls;
import io.keywright.core.call.UseCase;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.tenant.RootDisclosure;
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
    private final RepeatableCalls repeatableCalls;
    private final RepeatableRequests repeats;
    private final Json json;
    private final Errors errors;
    private final RootDisclosure disclosure;
    private final PresentedApprovals approvals;

    Exchange(
            Calls calls,
            RepeatableCalls repeatableCalls,
            RepeatableRequests repeats,
            Json json,
            Errors errors,
            RootDisclosure disclosure,
            PresentedApprovals approvals) {
        this.calls = calls;
        this.repeatableCalls = repeatableCalls;
        this.repeats = repeats;
        this.json = json;
        this.errors = errors;
        this.disclosure = disclosure;
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
        Function<Recorded<T>, Answer> success = recorded -> success(status, answer.apply(recorded));
        return refusing(
                http,
                RequestContext.of(http)
                        .body()
                        .thenCompose(body ->
                                outcome(http, call, body, () -> useCase.apply(read(http, call, type, body)), success))
                        .thenApply(Answer::toRest));
    }

    /** The same for a body that is no JSON. */
    public <T> CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http,
            Operation operation,
            int status,
            Function<byte[], UseCase<T>> useCase,
            Function<Recorded<T>, ?> answer) {
        Call call = call(http, operation);
        Function<Recorded<T>, Answer> success = recorded -> success(status, answer.apply(recorded));
        return refusing(
                http,
                RequestContext.of(http)
                        .body()
                        .thenCompose(body -> outcome(http, call, body, () -> useCase.apply(body), success))
                        .thenApply(Answer::toRest));
    }

    private <R> R read(RoutingContext http, Call call, Class<R> type, byte[] body) {
        R request = json.read(body, type);
        call.presents(approvals.of(http, request instanceof Approvable it ? it.approvalToken() : null, body));
        return request;
    }

    /** The same for a request without a body. */
    public <T> CompletionStage<RestResponse<byte[]>> answer(
            RoutingContext http,
            Operation operation,
            int status,
            Supplier<UseCase<T>> useCase,
            Function<Recorded<T>, ?> answer) {
        Call call = call(http, operation);
        byte[] query = PresentedApprovals.inPlaceOfBody(http);
        Supplier<UseCase<T>> translation = () -> {
            call.presents(approvals.of(http, null, query));
            return useCase.get();
        };
        Function<Recorded<T>, Answer> success = recorded -> success(status, answer.apply(recorded));
        return refusing(http, outcome(http, call, query, translation, success).thenApply(Answer::toRest));
    }

    private <T> CompletableFuture<Answer> outcome(
            RoutingContext http,
            Call call,
            byte[] body,
            Supplier<UseCase<T>> translation,
            Function<Recorded<T>, Answer> success) {
        return call.operation().changes() && repeats.named(http)
                ? repeatableCalls
                        .run(call, () -> repeats.of(http, body, translation.get(), success))
                        .thenApply(repeats::answer)
                : calls.run(call, translation).thenApply(success);
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

    private CompletionStage<RestResponse<byte[]>> refusing(
            RoutingContext http, CompletableFuture<RestResponse<byte[]>> answer) {
        Caller caller = RequestContext.of(http).arrival().caller();
        return answer.exceptionally(
                failure -> errors.answer(Requester.of(http), disclosure.to(caller, KeywrightException.of(failure)))
                        .toRest());
    }

    private Answer success(int status, Object outcome) {
        return switch (outcome) {
            case Answer ready -> ready;
            case Versioned versioned ->
                new Answer(status, Answer.JSON, json.write(versioned.body())).with(HttpHeaders.ETAG, versioned.etag());
            default -> new Answer(status, Answer.JSON, json.write(outcome));
        };
    }

    /** {@code answer} as bytes of JSON, for answers that are no more than bytes. */
    public byte[] bytes(Object answer) {
        return json.write(answer);
    }

    public Answer json(Object answer) {
        return new Answer(OK, Answer.JSON, json.write(answer));
    }
}
