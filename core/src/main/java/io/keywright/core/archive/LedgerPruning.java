package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import java.util.List;

/**
 * Drops receipts from the store that lie in the archive, and remembers what is needed to find them there. Tiles, the index of
 * spans and what operations changed stay in the store. Port; calls may block.
 */
public interface LedgerPruning {

    /** How many receipts a span of the index has; pruning goes by whole spans. */
    long SPAN = 1024;

    /** How many receipts, from the first, are in the archive only; a multiple of {@link #SPAN}. */
    long pruned() throws StoreException;

    /**
     * Drops the receipts of {@code bundles}, all or none. Durable on return.
     *
     * @param bundles the next ones after what is pruned, in order, as many as whole spans have
     */
    void prune(List<PrunedBundle> bundles) throws StoreException;

    /** Runs through the pruned bundles that may hold a receipt whose id was made at {@code millis}; most likely ones first. */
    List<Long> bundlesOf(long millis) throws StoreException;

    /**
     * Which pruned spans may hold receipts that a listing wants, newest first.
     *
     * @param before only spans with smaller numbers
     */
    List<Long> spans(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException;
}
