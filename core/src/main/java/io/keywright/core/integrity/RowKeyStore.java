package io.keywright.core.integrity;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Row;
import io.keywright.model.StoredRowKey;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the row key, and rows as they are, whether or not anything vouches for them. Calls may block. */
public interface RowKeyStore {

    /** A row as the store has it. */
    record StoredRow(Row row, Optional<RowTag> tag) {}

    /** Empty in a store that was never vouched for, and in one from which it was taken. */
    Optional<StoredRowKey> rowKey() throws StoreException;

    /**
     * Shows all rows, kind by kind.
     *
     * @throws StoreException also if a row holds what this code does not know
     */
    void rows(Consumer<StoredRow> visitor) throws StoreException;
}
