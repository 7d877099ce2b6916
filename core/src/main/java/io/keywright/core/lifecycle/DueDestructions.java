package io.keywright.core.lifecycle;

import io.keywright.core.change.KeyChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Recorder;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Erases the material of keys whose waiting period is over; what a provider keeps of it is erased there afterwards, see
 * {@link io.keywright.core.distant.DistantErasure}. Each leaves a receipt. Calls block.
 */
public final class DueDestructions {

    private static final int PORTION = 100;

    private final KeyStore store;
    private final KeyRing keys;
    private final Recorder recorder;
    private final Clock clock;

    public DueDestructions(KeyStore store, KeyRing keys, Recorder recorder, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Destroys all keys whose time has come.
     *
     * @throws StoreException if they cannot be read; those that were destroyed before stay so
     */
    public void run() throws StoreException {
        Instant now = clock.instant();
        List<KeyMetadata> portion;
        do {
            portion = store.destroyedBy(now, PORTION);
            portion.forEach(key -> destroy(key, now));
        } while (portion.size() == PORTION);
    }

    private void destroy(KeyMetadata key, Instant now) {
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.DESTROY)
                .within(key.scope())
                .on(key);
        try {
            recorder.succeeded(attempt, new KeyChange.Moved(KeyMove.DESTROY.of(key), key, now))
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        } finally {
            keys.forget(key);
        }
    }
}
