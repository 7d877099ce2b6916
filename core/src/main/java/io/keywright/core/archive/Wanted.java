package io.keywright.core.archive;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;

/** What a listing looks for. */
record Wanted(String tenantId, ReceiptFilter filter) {

    boolean matches(Entry entry) {
        Receipt receipt = CanonicalReceipt.parse(entry.canonical());
        return receipt.scope().tenantId().equals(tenantId)
                && (filter.keyId() == null
                        || filter.keyId().equals(receipt.context().keyId()))
                && (filter.operation() == null || filter.operation().equals(receipt.operation()))
                && (filter.from() == null || !receipt.timestamp().isBefore(filter.from()))
                && (filter.to() == null || receipt.timestamp().isBefore(filter.to()));
    }
}
