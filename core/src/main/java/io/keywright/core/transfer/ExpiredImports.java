package io.keywright.core.transfer;

import io.keywright.core.change.KeyChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.KeyImport;
import io.keywright.model.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Erases the private keys of imports that nobody ended in time. Each leaves a receipt. Calls block. */
public final class ExpiredImports {

    private static final int PORTION = 100;

    private final ImportStore store;
    private final Recorder recorder;
    private final Clock clock;

    public ExpiredImports(ImportStore store, Recorder recorder, Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Erases all that have expired.
     *
     * @throws StoreException if they cannot be read; those that were erased before stay so
     */
    public void run() throws StoreException {
        Instant now = clock.instant();
        List<KeyImport> portion;
        do {
            portion = store.expired(now, PORTION);
            portion.forEach(this::erase);
        } while (portion.size() == PORTION);
    }

    private void erase(KeyImport expired) {
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.EXPIRE_IMPORT)
                .within(expired.scope())
                .naming(expired.importId());
        try {
            recorder.succeeded(attempt, new KeyChange.ImportExpired(expired)).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        }
    }
}
