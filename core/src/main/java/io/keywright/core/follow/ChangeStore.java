package io.keywright.core.follow;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import java.util.List;
import java.util.Optional;

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

    /** The ledger's head; empty before the first commit. */
    Optional<LedgerHead> head() throws StoreException;

    /** Up to {@code limit} of them from {@code index} on, in the ledger's order. Operations that changed nothing are skipped. */
    List<Changed> changes(long index, int limit) throws StoreException;
}
