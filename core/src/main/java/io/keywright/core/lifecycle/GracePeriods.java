package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
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

/** Archives rotated keys when their grace period is over. Each leaves a receipt. Calls block. */
public final class GracePeriods {

    private static final int PORTION = 100;

    private final Settings settings;
    private final KeyStore store;
    private final KeyRing keys;
    private final Recorder recorder;
    private final Clock clock;

    public GracePeriods(Settings settings, KeyStore store, KeyRing keys, Recorder recorder, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Archives all keys that were rotated longer ago than the grace period.
     *
     * @throws StoreException if they cannot be read; those that were archived before stay so
     */
    public void end() throws StoreException {
        Instant now = clock.instant();
        Instant rotatedBefore = now.minus(settings.rotationGracePeriod());
        List<KeyMetadata> portion;
        do {
            portion = store.rotatedBefore(rotatedBefore, PORTION);
            portion.forEach(key -> archive(key, now));
        } while (portion.size() == PORTION);
    }

    private void archive(KeyMetadata key, Instant now) {
        KeyMetadata archived = KeyMove.ARCHIVE.of(key);
        Attempt attempt = Attempt.of(Caller.SERVICE, Operation.ARCHIVE)
                .within(key.scope())
                .on(key);
        try {
            recorder.succeeded(attempt, new KeyChange.Moved(archived, key, now)).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Conflict)) {
                throw e;
            }
        } finally {
            keys.forget(archived);
        }
    }
}
