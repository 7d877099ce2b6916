package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads by what the store finds receipts, which they themselves say, too. Calls may block. */
public interface ReceiptIndex {

    /**
     * A receipt's row without the receipt.
     *
     * @param tenantId null if the row's tenant is none that the store knows
     */
    record Row(long index, UUID receiptId, @Nullable String tenantId) {}

    /** The rows from {@code from} on, in order; of receipts that were pruned there are none. */
    List<Row> rows(long from, int limit) throws StoreException;
}
