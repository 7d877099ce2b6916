package io.keywright.core.backup;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Restoration;
import java.util.Optional;

/**
 * Keeps what a restored store's ledger does not tell yet. Whoever restores has no key to sign a receipt with; the service leaves
 * it at its next start, see {@link io.keywright.core.change.InstallationChange.BackupRestored}. Port; calls block.
 */
public interface RestorationStore {

    /** Keeps that this store was restored, in the place of what was kept before. */
    void note(Restoration restoration) throws StoreException;

    /** What the ledger does not tell yet. */
    Optional<Restoration> untold() throws StoreException;
}
