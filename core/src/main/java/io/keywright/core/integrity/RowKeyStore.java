package io.keywright.core.integrity;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Row;
import io.keywright.model.StoredRowKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the row key, and rows as they are, whether or not anything vouches for them. Calls may block. */
public interface RowKeyStore {

    /** A row as the store has it. */
    record StoredRow(Row row, Optional<RowTag> tag) {}

    /**
     * What a receipt tells was changed.
     *
     * @param index of the receipt
     * @param canonical an RFC 8785 object, as the ledger has it
     */
    record StoredChange(long index, byte[] canonical) {}

    /** Empty in a store that was never vouched for, and in one from which it was taken. */
    Optional<StoredRowKey> rowKey() throws StoreException;

    /**
     * Shows all rows, kind by kind.
     *
     * @throws StoreException also if a row holds what this code does not know
     */
    void rows(Consumer<StoredRow> visitor) throws StoreException;

    /** The newest {@code limit} changes whose receipts are before {@code index}, newest first. */
    List<StoredChange> changes(long index, int limit) throws StoreException;
}
