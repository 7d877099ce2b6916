package io.keywright.server.rest.edge;

import io.keywright.core.quota.CallerRates;
import io.keywright.core.trace.Spans;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.Credentials;
import io.keywright.server.identity.Identification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Lets in whom its credentials name, as fast as it may call, and refuses everybody else. Every request counts for its
 * caller's rate, whatever its path and whatever becomes of it.
 */
@Singleton
class Admission {

    private final Callers callers;
    private final CallerRates rates;
    private final Refusals refusals;

    Admission(Callers callers, CallerRates rates, Refusals refusals) {
        this.callers = callers;
        this.rates = rates;
        this.refusals = refusals;
    }

    /** Hands the caller to {@code admitted}, on the request's event loop: at once, if it is known already. */
    void admit(Entry entry, Consumer<Caller> admitted) {
        CompletableFuture<Identification> found = Spans.during(
                entry.span().child("identify"),
                () -> callers.identify(Credentials.of(entry.http().request())));
        if (found.isDone()) {
            settle(entry, found.join(), admitted);
            return;
        }
        HttpServerRequest request = entry.http().request().pause();
        Future.fromCompletionStage(found.exceptionally(Admission::failed), Vertx.currentContext())
                .onSuccess(identification -> {
                    request.resume();
                    settle(entry, identification, admitted);
                });
    }

    private static Identification failed(Throwable failure) {
        return new Identification.Refused(KeywrightException.of(failure), Optional.empty());
    }

    private void settle(Entry entry, Identification identification, Consumer<Caller> admitted) {
        switch (counted(identification)) {
            case Identification.Known known -> admitted.accept(known.caller());
            case Identification.Refused refused -> refusals.answer(entry, refused.certified(), refused.refusal());
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
}
