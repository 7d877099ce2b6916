package io.keywright.core.follow;

import io.keywright.core.journal.StoreException;
import java.util.List;

/** Reads which operations of the ledger changed something. Calls may block. */
public interface ChangeStore {

    /**
     * An operation that changed something.
     *
     * @param index of its receipt in the ledger
     * @param receipt its receipt's canonical bytes
     * @param change what it changed, as the receipt's digest vouches for
     */
    record Changed(long index, byte[] receipt, byte[] change) {}

    /** The index that the next receipt will have. */
    long end() throws StoreException;

    /** Up to {@code limit} of them from {@code index} on, in the ledger's order. Operations that changed nothing are skipped. */
    List<Changed> changes(long index, int limit) throws StoreException;
}
