package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;

/** The store does not have the receipts that the ledger's signed head commits to. */
public final class DamagedLedgerException extends StoreException {

    DamagedLedgerException(String what) {
        super(what + ": the store is damaged or was altered. Restore it from a backup, see docs/runbooks/store.md.");
    }
}
