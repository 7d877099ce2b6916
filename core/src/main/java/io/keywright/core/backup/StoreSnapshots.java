package io.keywright.core.backup;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import java.nio.file.Path;

/** Copies the store while it is in use. Port; calls block, and occupy their thread, which should be no virtual one. */
public interface StoreSnapshots {

    /**
     * Copies all that is committed at one moment into {@code file}, for its owner alone. Commits go on meanwhile.
     *
     * @param file must not be there; half written if this fails
     */
    Snapshot copyTo(Path file) throws StoreException;

    /**
     * What was copied.
     *
     * @param head of the ledger at that moment
     * @param schema the version of the store's schema
     */
    record Snapshot(LedgerHead head, int schema) {}
}
