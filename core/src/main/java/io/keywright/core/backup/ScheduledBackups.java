package io.keywright.core.backup;

import io.keywright.core.backup.BackupRounds.Made;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import java.util.Optional;

/**
 * Makes a backup whenever its turn comes, unless the ledger has not grown since the last. The receipt of it comes first, so that it
 * is in the backup: the newest one of a service that does nothing lacks nothing. Calls block.
 */
public final class ScheduledBackups {

    private final BackupRounds rounds;
    private final ReceiptStore receipts;
    private final Recorder recorder;
    private long covered = -1;

    public ScheduledBackups(BackupRounds rounds, ReceiptStore receipts, Recorder recorder) {
        this.rounds = rounds;
        this.receipts = receipts;
        this.recorder = recorder;
    }

    /** The backup, if there was anything to back up. */
    public Optional<Made> run() throws StoreException, RootProviderException, BackupException {
        if (receipts.ledger(view -> view.head().size()) == covered) {
            return Optional.empty();
        }
        recorder.succeeded(Attempt.of(Caller.SERVICE, Operation.CREATE_BACKUP), new Change.None())
                .join();
        Made made = rounds.run(false);
        covered = made.head().receipts();
        return Optional.of(made);
    }
}
