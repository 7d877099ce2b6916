package io.keywright.server.call;

import io.keywright.core.call.UseCase;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;

/** One node over a store, called by a tenant of its own in each test. */
abstract class OneNode extends OfANewTenant {

    OneNode(Path folder) throws Exception {
        super(new SmallLedger(folder));
    }

    @BeforeEach
    void nothingHasEnded() {
        ledger.ended.clear();
    }

    final <T> CompletableFuture<Recorded<T>> run(UseCase<T> useCase) {
        return ledger.run(caller, Operation.BIND_ROLE, useCase);
    }

    static KeywrightException refusal(CompletableFuture<?> ended) {
        return ended.handle((value, failure) -> failure)
                .thenApply(failure -> (KeywrightException)
                        (failure instanceof CompletionException wrapped ? wrapped.getCause() : failure))
                .join();
    }

    RoleBinding binding(String identity) {
        return new RoleBinding(
                ledger.ids.next(), tenant, identity, Role.AUDITOR, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
