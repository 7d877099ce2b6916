package io.keywright.core.events;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.model.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger's lines as the store has them, each checked as it is read. Blocks; thread-safe. */
record LedgerLines(ReceiptStore store) {

    /** The index that the next receipt will have. */
    long head() throws StoreException {
        return store.ledger(view -> view.head().size());
    }

    /** Up to {@code limit} lines from {@code index} on, or from the first that the ledger still holds. */
    List<LedgerLine> from(long index, int limit) throws StoreException {
        List<LedgerLine> lines = new ArrayList<>();
        for (Entry entry : store.entries(index, limit)) {
            lines.add(read(entry));
        }
        return lines;
    }

    private LedgerLine read(Entry entry) throws StoreException {
        try {
            Receipt receipt = LedgerLine.receipt(entry);
            boolean changed = receipt.context().changeDigest() != null;
            return LedgerLine.of(entry, receipt, changed ? store.change(entry.index()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The ledger's entry " + entry.index() + " is not what was written: the store is damaged or was"
                            + " altered. Restore it from a backup, see docs/runbooks/store.md.",
                    e);
        }
    }
}
