package io.keywright.core.ledger;

import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;

/** A key that the ledger does not have yet, ready for use and as it will be stored. */
public record NewLedgerKey(LedgerKey key, StoredLedgerKey stored) {}
