package io.keywright.core.integrity;

import io.keywright.core.integrity.RowKeys.Ground;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerCheck.Beginning;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * That the ledger, all of it, has no receipt of rows having been vouched for. Whoever takes the row key from the store cannot
 * take that receipt from the ledger, and so does not get its rows vouched for.
 */
public record NeverTagged(LedgerAudit audit, Beginning beginning) implements Ground {

    private static final String AGAIN =
            " Restore the store from a backup, see docs/runbooks/store.md. If no backup has the"
                    + " key: make sure of the rows by keywright ledger verify, then start once with keywright.ledger.new-row-key=true,"
                    + " which makes another and vouches for the rows as they are.";

    @Override
    public void require() throws StoreException {
        if (beginning.index() > 0) {
            throw new StoreException(
                    "There is no key that vouches for the store's rows, and whether there was one cannot be"
                            + " told: the first receipts are in the archive alone." + AGAIN);
        }
        try {
            audit.run(0, NeverTagged::visit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void visit(List<Entry> page) throws StoreException {
        for (Entry entry : page) {
            if (CanonicalReceipt.parse(entry.canonical()).operation().equals(Operation.TAG_ROWS.receiptName())) {
                throw new StoreException("The key that vouches for the store's rows is gone, which receipt "
                        + entry.index() + " tells of: the store is damaged or was altered." + AGAIN);
            }
        }
    }
}
