package io.keywright.server.rest.edge;

import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.RequestContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers what is refused before a resource sees it: with a receipt, if the caller is known and the operation leaves one. */
@Singleton
class Refusals {

    /** How many receipts one caller's refusals here may leave. More of them would tell nothing, and fill the ledger. */
    private static final Rate RECEIPTS = new Rate(5, 50);

    private final RateLimiter<String> receipts = new RateLimiter<>("refusals", Optional.of(RECEIPTS), System::nanoTime);
    private final Calls calls;
    private final Errors errors;
    private final Meters meters;
    private final RequestPatience patience;

    Refusals(Calls calls, Errors errors, Meters meters, RequestPatience patience) {
        this.calls = calls;
        this.errors = errors;
        this.meters = meters;
        this.patience = patience;
    }

    /** Answers on the request's event loop, which must be this one. */
    void answer(Entry entry, Optional<Caller> caller, KeywrightException refusal) {
        recorded(entry, caller, refusal, told -> errors.answer(entry.requester(caller), told));
    }

    /** Answers on the request's event loop, which must be this one. */
    void answer(Entry entry, Optional<Caller> caller, HttpRefusal refusal) {
        recorded(entry, caller, refusal.error(), told -> {
            Answer answer = errors.answer(entry.requester(caller), told, refusal.status());
            for (Map.Entry<String, String> field : refusal.fields().entrySet()) {
                answer = answer.with(field.getKey(), field.getValue());
            }
            return answer;
        });
    }

    /** Answers what is no request to its end, like {@link UnparsedRequests}: without a receipt, and without a wait. */
    void answerAtOnce(Entry entry, Caller caller, HttpRefusal refusal) {
        errors.answer(entry.requester(Optional.of(caller)), refusal.error(), refusal.status())
                .send(entry.http());
        if (entry.http().request().connection() instanceof ConnectionBase connection) {
            connection.channel().flush();
        }
    }

    private void recorded(
            Entry entry,
            Optional<Caller> caller,
            KeywrightException refusal,
            Function<KeywrightException, Answer> answer) {
        Optional<Operation> operation = entry.operation();
        if (caller.isEmpty() || operation.isEmpty()) {
            EarlyAnswer.send(entry.http(), answer.apply(refusal));
            return;
        }
        Call call = new Call(
                RequestContext.arrival(caller.get(), entry.startedNanos(), patience.most(), entry.span()),
                operation.get());
        Future.fromCompletionStage(recorded(call, refusal, entry.startedNanos()), Vertx.currentContext())
                .onSuccess(told -> EarlyAnswer.send(entry.http(), answer.apply(told)));
    }

    private CompletableFuture<KeywrightException> recorded(Call call, KeywrightException refusal, long startedNanos) {
        if (receipts.admits(call.caller().subject())) {
            return calls.refuse(call, refusal);
        }
        meters.refusedWithoutReceipt();
        meters.ended(call.operation().verb(), refusal.code(), startedNanos);
        return CompletableFuture.completedFuture(refusal);
    }
}
