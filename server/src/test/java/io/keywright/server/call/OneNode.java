package io.keywright.server.call;

import io.keywright.core.call.UseCase;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** One node over a store, called by a tenant of its own in each test. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneNode {

    final SmallLedger ledger;
    Caller caller = SmallLedger.caller("nobody", "app");
    String tenant = "nobody";

    OneNode(Path folder) throws Exception {
        this.ledger = new SmallLedger(folder);
    }

    @AfterAll
    void close() throws Exception {
        ledger.close();
    }

    @BeforeEach
    void beOfANewTenant() {
        tenant = "t-" + UUID.randomUUID();
        caller = SmallLedger.caller(tenant, "app");
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
