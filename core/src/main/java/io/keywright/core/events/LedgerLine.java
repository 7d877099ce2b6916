package io.keywright.core.events;

import io.keywright.core.evidence.ReceiptStore.Entry;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;

/** A receipt that was read, where it stands in the ledger. */
record LedgerLine(Entry entry, Receipt receipt) {

    /** @throws IllegalArgumentException if the entry's bytes are no receipt */
    static LedgerLine read(Entry entry) {
        return new LedgerLine(entry, CanonicalReceipt.parse(entry.canonical()));
    }

    long index() {
        return entry.index();
    }

    String tenantId() {
        return receipt.scope().tenantId();
    }
}
