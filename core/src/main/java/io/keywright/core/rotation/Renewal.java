package io.keywright.core.rotation;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyLifecycle.Rotation;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Rotates a key for the service itself, as a call would: with its receipt, its races and its metrics. */
public record Renewal(ApprovalGate gate, KeyLifecycle lifecycle, Calls calls) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What keeps the service from rotating the key, for as long as nobody does something about it. */
    Optional<String> obstacle(DueKey due) {
        if (due.rootOff()) {
            return Optional.of("root_off");
        }
        return gate.guards(Operation.ROTATE, due.key()) ? Optional.of("approval_required") : Optional.empty();
    }

    /** Fails with what a caller would be refused with. */
    CompletableFuture<Recorded<Rotation>> begin(DueKey due, UUID run) {
        Arrival own = new Arrival(Caller.SERVICE, System.nanoTime(), Deadline.in(PATIENCE), Runnable::run);
        return calls.run(new Call(own, Operation.ROTATE), () -> lifecycle.renew(due.key(), run));
    }
}
