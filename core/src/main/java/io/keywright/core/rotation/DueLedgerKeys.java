package io.keywright.core.rotation;

import io.keywright.core.journal.StoreException;
import java.util.Optional;

/** Tells when the ledger's key is due. May block. */
@FunctionalInterface
public interface DueLedgerKeys {

    /** The one that the ledger has; empty if nothing is due by itself. */
    Optional<DueLedgerKey> next() throws StoreException;
}
