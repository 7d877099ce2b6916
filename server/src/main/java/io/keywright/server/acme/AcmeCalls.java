package io.keywright.server.acme;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.UseCase;
import io.keywright.core.trace.Span;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Has done what ACME clients ask for, as if the module had called that they act as: with receipts, rules and refusals. */
@Singleton
final class AcmeCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Calls calls;

    AcmeCalls(Calls calls) {
        this.calls = calls;
    }

    /** What came of it, once durable. Blocks. */
    <T> T run(Caller caller, Operation operation, UseCase<T> useCase) {
        Arrival arrival = new Arrival(caller, System.nanoTime(), Deadline.in(PATIENCE), Runnable::run, Span.NONE);
        try {
            return calls.run(new Call(arrival, operation), () -> useCase).join().value();
        } catch (CompletionException e) {
            throw KeywrightException.of(e);
        }
    }
}
