package io.keywright.core.backup;

import io.keywright.core.backup.BackupRounds.Made;
import io.keywright.core.change.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes a backup whenever its turn comes, unless the ledger has not grown since the last. The receipt of it comes first, so that it
 * is in the backup: the newest one of a service that does nothing lacks nothing. Runs block, one at a time; whether they are in time
 * may be asked from any thread.
 */
public final class ScheduledBackups {

    private final BackupRounds rounds;
    private final ReceiptStore receipts;
    private final Recorder recorder;
    private final InstantSource clock;
    private long covered = -1;
    private volatile Instant current;

    public ScheduledBackups(BackupRounds rounds, ReceiptStore receipts, Recorder recorder, InstantSource clock) {
        this.rounds = rounds;
        this.receipts = receipts;
        this.recorder = recorder;
        this.clock = clock;
        this.current = clock.instant();
    }

    /** The backup, if there was anything to back up. */
    public Optional<Made> run() throws StoreException, RootProviderException, BackupException {
        Instant began = clock.instant();
        if (receipts.ledger(view -> view.head().size()) == covered) {
            current = began;
            return Optional.empty();
        }
        recorder.succeeded(Attempt.of(Caller.SERVICE, Operation.CREATE_BACKUP), new Change.None())
                .join();
        Made made = rounds.run(false);
        covered = made.head().receipts();
        current = began;
        return Optional.of(made);
    }

    /** Up to when all that this service has done is in a backup; when it was started, if none was made yet. */
    public Instant current() {
        return current;
    }

    /** Passes if all that this service has done until {@code time} ago is in a backup, or it has not run for so long. */
    public void requireWithin(Duration time) {
        if (current.plus(time).isBefore(clock.instant())) {
            throw new IllegalStateException("The newest backup has nothing of what was done since " + current);
        }
    }
}
